package dev.interlock.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * Events of a publisher, and how often something is sent while it has none. A handler may as well return the publisher
 * itself, which is then sent with a heartbeat of 15 seconds (the WHATWG's advice). Immutable.
 *
 * @param <T> the data of an event
 */
public final class ServerSentEvents<T> implements Flow.Publisher<ServerSentEvent<T>> {
    /** What is sent while nothing is published, unless a handler says another interval: an empty comment. */
    public static final Heartbeat DEFAULT_HEARTBEAT = every(Duration.ofSeconds(15));

    private final Flow.Publisher<ServerSentEvent<T>> publisher;
    private final Heartbeat heartbeat;

    private ServerSentEvents(Flow.Publisher<ServerSentEvent<T>> publisher, Heartbeat heartbeat) {
        this.publisher = publisher;
        this.heartbeat = heartbeat;
    }

    private static Heartbeat every(Duration interval) {
        return new Heartbeat(interval, ":\n\n");
    }

    /** The events of a publisher, with a heartbeat of 15 seconds. */
    public static <T> ServerSentEvents<T> of(Flow.Publisher<ServerSentEvent<T>> publisher) {
        return new ServerSentEvents<>(Objects.requireNonNull(publisher, "The publisher is null"), DEFAULT_HEARTBEAT);
    }

    /**
     * The same events with another heartbeat.
     *
     * @param interval a millisecond to a day, kept to the second; zero for no heartbeat
     */
    public ServerSentEvents<T> heartbeat(Duration interval) {
        return new ServerSentEvents<>(publisher, every(interval));
    }

    /** What is sent while nothing is published. */
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ServerSentEvent<T>> subscriber) {
        publisher.subscribe(subscriber);
    }
}
