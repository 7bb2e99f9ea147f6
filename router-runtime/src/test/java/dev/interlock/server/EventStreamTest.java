package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.ServerSentEvent;
import dev.interlock.http.ServerSentEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events over real connections. */
@Timeout(30)
final class EventStreamTest {
    private static final int TIMEOUT_SECONDS = 10;

    private final BlockingQueue<Events> publishers = new LinkedBlockingQueue<>();
    private final TestClock clock = new TestClock();
    private Duration heartbeat = Duration.ofHours(1);
    private HttpServer server;
    private RawClient client;

    /** Publishes events for a test, whether they were requested or not. */
    private static final class Events implements Flow.Publisher<ServerSentEvent<String>>, Flow.Subscription {
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private Flow.@Nullable Subscriber<? super ServerSentEvent<String>> subscriber;

        @Override
        public void subscribe(Flow.Subscriber<? super ServerSentEvent<String>> newSubscriber) {
            subscriber = newSubscriber;
            newSubscriber.onSubscribe(this);
        }

        void publish(String data) {
            subscriber().onNext(ServerSentEvent.of(data));
        }

        Flow.Subscriber<? super ServerSentEvent<String>> subscriber() {
            return Objects.requireNonNull(subscriber);
        }

        @Override
        public void request(long n) {
            // The test publishes the events.
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }

        boolean awaitCancelled() throws InterruptedException {
            return cancelled.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private final class EventRouter extends PlainRouter {
        EventRouter() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/events", "test.Handlers.events")
                                    .produces(Results.EVENTS)
                                    .execution(Execution.ASYNCHRONOUS),
                            RouteInfo.of(1, "GET", "/failing", "test.Handlers.failing")
                                    .execution(Execution.ASYNCHRONOUS)));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (route == 1) {
                Flow.Publisher<ServerSentEvent<String>> failing = subscriber -> {
                    subscriber.onSubscribe(new Events());
                    subscriber.onError(new IllegalStateException("a secret"));
                };
                Results.streamEvents(response, failing);
                return;
            }
            Events events = new Events();
            publishers.add(events);
            Results.streamEvents(response, ServerSentEvents.of(events).heartbeat(heartbeat));
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.builder(new EventRouter())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .clock(clock)
                .shutdownDeadline(Duration.ofMinutes(1))
                .start();
        client = new RawClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    /** Sends a request, and reads the head of its response. */
    private Events begin() throws Exception {
        client.get("/events").readUntil("\r\n\r\n");
        return publishers.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void headLeavesBeforeFirstEvent() throws Exception {
        client.get("/events").readUntil("text/event-stream\r\n");
        client.readUntil("\r\n\r\n");
    }

    @Test
    void eachEventLeavesAtOnce() throws Exception {
        Events events = begin();
        events.publish("first");
        client.readUntil("data: first\n\n\r\n");
        events.publish("second");
        client.readUntil("data: second\n\n\r\n");
    }

    @Test
    void heartbeatIsSentWhileNothingIsPublished() throws Exception {
        heartbeat = Duration.ofSeconds(20);
        Events events = begin();
        readHeartbeat();
        readHeartbeat();
        events.publish("then");
        client.readUntil("data: then\n\n\r\n");
        readHeartbeat();
    }

    private void readHeartbeat() throws Exception {
        clock.pass(heartbeat, server);
        client.readUntil("3\r\n:\n\n\r\n");
    }

    @Test
    void closeOfClientCancels() throws Exception {
        Events events = begin();
        client.close();
        assertThat(events.awaitCancelled()).isTrue();
    }

    @Test
    void resetOfClientCancels() throws Exception {
        Events events = begin();
        client.reset();
        assertThat(events.awaitCancelled()).isTrue();
    }

    @Test
    void halfClosedClientCancels() throws Exception {
        client.get("/events").halfClose();
        Events events = publishers.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        assertThat(events.awaitCancelled()).isTrue();
        // The stream has given back all memory of the budget.
        while (server.memory().heap().used() != 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void endOfEventsEndsResponse() throws Exception {
        Events events = begin();
        events.publish("last");
        events.subscriber().onComplete();
        client.readUntil("data: last\n\n\r\n0\r\n\r\n");
        assertThat(client.get("/failing").response().status()).isEqualTo(500);
    }

    @Test
    void publisherThatFailsAtOnceIsLikeHandlerThatThrows() throws Exception {
        RawClient.RawResponse result = client.get("/failing").response();
        assertThat(result.status()).isEqualTo(500);
        assertThat(result.body()).doesNotContain("secret");
        assertThat(begin()).isNotNull();
    }

    @Test
    void rejectsClientThatDoesNotAcceptEvents() throws Exception {
        client.send("GET /events HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n");
        assertThat(client.response().status()).isEqualTo(406);
    }

    @Test
    void sendsEventsPublishedBeforeShutdown() throws Exception {
        Events events = begin();
        int count = 5000;
        for (int i = 0; i < count; i++) {
            events.publish(Integer.toString(i));
        }
        Thread closing = new Thread(server::close);
        closing.start();
        for (int i = 0; i < count; i++) {
            client.readUntil("data: " + i + "\n\n\r\n");
        }
        client.readUntil("0\r\n\r\n");
        assertThat(client.isAtEnd()).isTrue();
        client.halfClose();
        closing.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        assertThat(closing.isAlive()).isFalse();
    }

    @Test
    void shutdownEndsStreamsInOrder() throws Exception {
        Events events = begin();
        Thread closing = new Thread(server::close);
        closing.start();
        client.readUntil("0\r\n\r\n");
        assertThat(client.isAtEnd()).isTrue();
        assertThat(events.awaitCancelled()).isTrue();
        client.halfClose();
        closing.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        assertThat(closing.isAlive()).isFalse();
    }
}
