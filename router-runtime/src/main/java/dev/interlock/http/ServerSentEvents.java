package dev.interlock.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * Events of a publisher, with a heartbeat. A handler may also return the publisher itself. The heartbeat is then 15
 * seconds, as the WHATWG recommends. Immutable.
 *
 * @param <T> type of an event's data
 */
public final class ServerSentEvents<T> implements Flow.Publisher<ServerSentEvent<T>> {
    /** Interval of the default heartbeat. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

    private final Flow.Publisher<ServerSentEvent<T>> publisher;
    private final Duration heartbeat;

    private ServerSentEvents(Flow.Publisher<ServerSentEvent<T>> publisher, Duration heartbeat) {
        this.publisher = publisher;
        this.heartbeat = heartbeat;
    }

    /** Creates events of a publisher, with a heartbeat of 15 seconds. */
    public static <T> ServerSentEvents<T> of(Flow.Publisher<ServerSentEvent<T>> publisher) {
        return new ServerSentEvents<>(Objects.requireNonNull(publisher, "The publisher is null"), DEFAULT_HEARTBEAT);
    }

    /**
     * Returns the same events with another heartbeat.
     *
     * @param interval time from a millisecond to a day; a heartbeat may be up to a second late. Zero for no heartbeat
     */
    public ServerSentEvents<T> heartbeat(Duration interval) {
        return new ServerSentEvents<>(publisher, Response.checkHeartbeat(interval));
    }

    /** Returns the interval of the heartbeat that is sent while nothing is published; zero for no heartbeat. */
    public Duration heartbeat() {
        return heartbeat;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ServerSentEvent<T>> subscriber) {
        publisher.subscribe(subscriber);
    }
}
