package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that read their responses slowly. The test sets the time. */
final class ResponseRateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int RATE = 100;
    private static final long GRACE = 10;
    private static final int SIZE = 100_000;
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private final FaultyLink link = new FaultyLink();
    private final SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 16);
    private final List<String> events = new ArrayList<>();
    private long now;
    private Connection connection;

    private final class Routes extends PlainRouter {
        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/large", "test.Handlers.large"),
                            RouteInfo.of(1, "GET", "/events", "test.Handlers.events"),
                            RouteInfo.of(2, "GET", "/publish", "test.Handlers.publish")));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            switch (route) {
                case 0 -> response.buffer(Unpooled.buffer().writeZero(SIZE));
                case 1 -> response.contentType("text/event-stream").stream(publisher, Duration.ZERO, "");
                default -> response.contentType("text/plain").stream(publisher);
            }
        }
    }

    private final class Events implements ExchangeListener {
        @Override
        public void responseSent(ObservedExchange exchange) {
            events.add("sent");
        }

        @Override
        public void responseAborted(ObservedExchange exchange, AbortReason reason) {
            events.add("aborted " + reason + " " + exchange.timedOut());
        }
    }

    @BeforeEach
    void open() {
        LoopClock clock = new LoopClock() {
            @Override
            public long nanoTime() {
                return now;
            }

            @Override
            public long currentTimeMillis() {
                return TimeUnit.NANOSECONDS.toMillis(now);
            }
        };
        Routes router = new Routes();
        ExchangeLimits limits =
                ExchangeLimits.of(Duration.ZERO, new BodyPace(RATE, GRACE * SECOND), AdaptiveLimit.off(), router);
        connection = TestLoop.limited(router, link.tasks::add, Runnable::run, limits, clock, new Events())
                .open(link);
        link.runTasks();
        link.quick = false;
    }

    private void send(String path) {
        connection.read(Unpooled.copiedBuffer("GET " + path + END, ISO_8859_1));
        connection.flush();
        link.runTasks();
    }

    /**
     * Lets time pass while the client reads slowly. Returns the seconds until the connection is reset, at most {@code
     * seconds}.
     */
    private int pass(int seconds, int bytesPerSecond) {
        for (int i = 0; i < seconds; i++) {
            if (link.reset) {
                return i;
            }
            now += SECOND;
            link.queued = Math.max(0, link.queued - bytesPerSecond);
            connection.tick(now);
            link.runTasks();
        }
        return seconds;
    }

    @Test
    void cutsConnectionOfSlowReader() {
        connection.tick(now);
        link.queued = SIZE;
        send("/large");
        // The kernel has taken the head and nothing more.
        assertThat(pass(1000, RATE / 2)).isIn(List.of(11, 12, 13));
        assertThat(link.reset).isTrue();
        connection.closed();
        assertThat(events).containsExactly("aborted TIMED_OUT false");
    }

    @Test
    void servesReaderThatIsFastEnough() {
        connection.tick(now);
        link.queued = SIZE;
        send("/large");
        link.writable = false;
        connection.flush();
        assertThat(pass(900, RATE + 1)).isEqualTo(900);
        assertThat(link.queued).isGreaterThan(0);
        assertThat(link.closed).isFalse();
    }

    @Test
    void bytesInKernelCountAsRead() {
        connection.tick(now);
        // The kernel takes most of the response at once.
        link.queued = 10_000;
        send("/large");
        // The kernel has taken 90,000 bytes. At the minimum rate of 100 bytes a second, they allow 900 seconds.
        link.writable = false;
        connection.flush();
        assertThat(pass(400, 1)).isEqualTo(400);
        assertThat(link.closed).isFalse();
    }

    @Test
    void onlyWaitingForClientCounts() {
        send("/publish");
        for (int i = 0; i < 20; i++) {
            publisher.submit(Unpooled.copiedBuffer("x", ISO_8859_1));
            link.runTasks();
            link.queued = 1;
            pass(5, 0);
            link.queued = 0;
            pass(100, 0);
        }
        assertThat(link.reset).isFalse();
        assertThat(publisher.hasSubscribers()).isTrue();
    }

    @Test
    void lastingStreamIsExempt() {
        send("/events");
        publisher.submit(Unpooled.copiedBuffer("x", ISO_8859_1));
        link.queued = 60;
        link.runTasks();
        pass(50, 1);
        assertThat(link.reset).isFalse();
    }

    @Test
    void cutsStreamOfSlowReader() {
        send("/publish");
        publisher.submit(Unpooled.copiedBuffer("x".repeat(60), ISO_8859_1));
        link.queued = 1000;
        link.runTasks();
        pass(50, 1);
        assertThat(link.reset).isTrue();
        connection.closed();
        link.runTasks();
        assertThat(publisher.hasSubscribers()).isFalse();
    }
}
