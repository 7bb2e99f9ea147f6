package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import dev.interlock.http.RequestHead;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.server.LaterRouter;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners see every exchange from its first event to its last, in order. */
final class ExchangeListenerTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String HELLO = "begun /hello, routed /hello, returned, response 200, ";

    @TempDir
    private Path directory;

    private final FaultyLink link = new FaultyLink();
    private final Queue<Runnable> blocking = new ArrayDeque<>();
    private final Events events = new Events();
    private LaterRouter router;
    private EngineLoop loop;
    private Connection connection;

    /** Records the events. */
    private static final class Events implements ExchangeListener {
        private final List<String> all = new ArrayList<>();
        private final Slice name = new Slice();
        long bytes;
        long nanosOfSending;
        boolean failing;
        Runnable onReturn = () -> {};

        private void add(String event) {
            all.add(event);
            if (failing) {
                throw new IllegalStateException("a listener fails");
            }
        }

        String take() {
            String text = String.join(", ", all);
            all.clear();
            return text;
        }

        @Override
        public void connectionOpened(ObservedConnection connection) {
            connection.attach(this, "connection of " + connection.remoteAddress());
            add("opened");
        }

        @Override
        public void connectionClosed(ObservedConnection connection) {
            assertThat(connection.attachment(this)).isEqualTo("connection of " + connection.remoteAddress());
            add("closed");
        }

        @Override
        public void requestBegun(ObservedExchange exchange) {
            assertThat(exchange.attachment(this)).isNull();
            assertThat(exchange.status()).isEqualTo(0);
            assertThat(exchange.route()).isNull();
            String path = exchange.hasHead() ? path(exchange.head()) : "nothing";
            exchange.attach(this, path);
            add("begun " + path);
        }

        private static String path(RequestHead head) {
            return new String(head.bytes(), head.pathFrom(), head.pathTo() - head.pathFrom(), US_ASCII);
        }

        @Override
        public void routed(ObservedExchange exchange) {
            RequestHead head = exchange.head();
            int host = head.find("host".getBytes(US_ASCII));
            assertThat(head.value(host, name).toString()).isEqualTo("a");
            add("routed "
                    + (exchange.route() == null ? "nowhere" : exchange.route().template()));
        }

        @Override
        public void handlerReturned(ObservedExchange exchange) {
            onReturn.run();
            add("returned");
        }

        @Override
        public void responseBegun(ObservedExchange exchange) {
            assertThat(exchange.firstByteNanos()).isEqualTo(0);
            add("response " + exchange.status());
        }

        @Override
        public void responseSent(ObservedExchange exchange) {
            assertThat(exchange.begunNanos()).isAtMost(exchange.firstByteNanos());
            assertThat(exchange.firstByteNanos()).isAtMost(exchange.lastByteNanos());
            assertThrows(IllegalStateException.class, exchange::head);
            bytes = exchange.responseBytes();
            nanosOfSending = exchange.lastByteNanos() - exchange.firstByteNanos();
            add("sent " + exchange.attachment(this));
        }

        @Override
        public void responseAborted(ObservedExchange exchange, AbortReason reason) {
            assertThat(exchange.lastByteNanos()).isEqualTo(0);
            bytes = exchange.responseBytes();
            add("aborted " + exchange.attachment(this) + " " + reason);
        }
    }

    @BeforeEach
    void open() throws IOException {
        router = LaterRouter.of(Files.writeString(directory.resolve("file"), "0123456789"));
        loop = TestLoop.observed(router, link.tasks::add, blocking::add, events);
        connection = loop.open(link);
        link.runTasks();
        assertThat(events.take()).isEqualTo("opened");
    }

    private void send(String requests) {
        connection.read(Unpooled.copiedBuffer(requests, ISO_8859_1));
        connection.flush();
        link.runTasks();
    }

    @Test
    void reportsEventLoopHandler() {
        send("GET /hello" + END);
        assertThat(events.take()).isEqualTo(HELLO + "sent /hello");
        assertThat(events.bytes).isEqualTo(link.text().length());
        connection.closed();
        assertThat(events.take()).isEqualTo("closed");
    }

    @Test
    void reportsPipelinedExchanges() {
        send(("GET /hello" + END).repeat(2));
        assertThat(events.take()).isEqualTo(HELLO + HELLO + "sent /hello, sent /hello");
        assertThat(2 * events.bytes).isEqualTo(link.text().length());
    }

    @Test
    void reportsLaterStage() {
        send("GET /promise" + END);
        assertThat(events.take()).isEqualTo("begun /promise, routed /promise, returned");
        router.promises.remove().complete("late");
        link.runTasks();
        assertThat(events.take()).isEqualTo("response 200, sent /promise");
    }

    @Test
    void reportsBlockingHandlerWithLaterBody() {
        send("POST /block HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\n");
        assertThat(events.take()).isEqualTo("begun /block, routed /block");
        send("ab");
        assertThat(events.take()).isEmpty();
        blocking.remove().run();
        assertThat(events.take()).isEqualTo("returned");
        link.runTasks();
        assertThat(events.take()).isEqualTo("response 200, sent /block");
    }

    @Test
    void reportsPublishedResponse() {
        send("GET /publish" + END);
        assertThat(events.take()).isEqualTo("begun /publish, routed /publish, returned");
        router.publishers.element().submit("part");
        link.runTasks();
        assertThat(events.take()).isEqualTo("response 200");
        router.publishers.remove().close();
        link.runTasks();
        assertThat(events.take()).isEqualTo("sent /publish");
        assertThat(events.bytes).isEqualTo(link.text().length());
    }

    @Test
    void abortsResponseOfFailedPublisher() {
        send("GET /publish" + END);
        router.publishers.element().submit("part");
        link.runTasks();
        events.take();
        router.publishers.remove().closeExceptionally(new IOException("broken"));
        link.runTasks();
        connection.closed();
        assertThat(events.take()).isEqualTo("aborted /publish FAILED, closed");
        assertThat(events.bytes).isEqualTo(link.text().length());
    }

    @Test
    void reportsRequestWithoutRoute() {
        send("GET /nothing" + END);
        assertThat(events.take()).isEqualTo("begun /nothing, routed nowhere, response 404, sent /nothing");
    }

    @Test
    void reportsMalformedHead() {
        send("GET /hello\r\n\r\n");
        assertThat(events.take()).isEqualTo("begun nothing, response 400, sent nothing");
        assertThat(events.bytes).isEqualTo(link.text().length());
    }

    @Test
    void reportsTimedOutRequest() {
        send("POST /block HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\na");
        connection.tick(System.nanoTime());
        connection.tick(System.nanoTime() + HOUR);
        assertThat(events.take()).isEqualTo("begun /block, routed /block, response 408, sent /block");
    }

    @Test
    void reportsFileAfterKernelHasTakenIt() {
        send("GET /file" + END);
        assertThat(events.take()).isEqualTo("begun /file, routed /file, returned, response 200");
        link.sent.setSuccess(null);
        assertThat(events.take()).isEqualTo("sent /file");
    }

    @Test
    void reportsSlowlyReadResponseAtItsEnd() {
        link.quick = false;
        link.queued = 50;
        send("GET /hello" + END);
        assertThat(events.take()).isEqualTo(HELLO.substring(0, HELLO.length() - 2));
        link.queued = 0;
        link.sent.setSuccess(null);
        assertThat(events.take()).isEqualTo("sent /hello");
    }

    @Test
    void abortsWhenClientLeavesDuringSend() {
        link.quick = false;
        link.queued = 50;
        send("GET /hello" + END);
        events.take();
        connection.closed();
        assertThat(events.take()).isEqualTo("aborted /hello CLIENT_LEFT, closed");
        assertThat(events.bytes).isEqualTo(link.text().length() - 50);
    }

    /** Netty drops the queue of a channel that closes, then fails its writes, and then reports the close. */
    @Test
    void abortsWhenClientResetsDuringSend() {
        link.quick = false;
        link.queued = 50;
        send("GET /hello" + END);
        events.take();
        link.queued = 0;
        link.closed = true;
        link.sent.setFailure(new ClosedChannelException());
        connection.closed();
        assertThat(events.take()).isEqualTo("aborted /hello CLIENT_LEFT, closed");
    }

    @Test
    void reportsLastFileAfterKernelHasTakenIt() {
        link.quick = false;
        send("GET /file HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        events.take();
        connection.tick(System.nanoTime());
        assertThat(events.take()).isEmpty();
        link.sent.setSuccess(null);
        assertThat(events.take()).isEqualTo("sent /file");
    }

    @Test
    void firstByteOfSlowFileIsEarlierThanLast() {
        link.quick = false;
        send("GET /file" + END);
        connection.tick(System.nanoTime());
        link.sent.setSuccess(null);
        assertThat(events.take()).endsWith("sent /file");
        assertThat(events.nanosOfSending).isGreaterThan(0);
    }

    @Test
    void firstByteOfSlowLastResponseIsEarlierThanLast() {
        link.quick = false;
        link.queued = 50;
        send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        connection.tick(System.nanoTime());
        link.queued = 0;
        link.sent.setSuccess(null);
        assertThat(events.take()).endsWith("sent /hello");
        assertThat(events.nanosOfSending).isGreaterThan(0);
    }

    /**
     * A queue can hold thousands of small responses, and the server keeps a record of each for listeners. A limit on
     * the records stops the connection.
     */
    @Test
    void clientThatReadsNothingHoldsFewRecords() {
        long before = heap();
        link.quick = false;
        link.queued = Integer.MAX_VALUE;
        send(("GET /hello" + END).repeat(1000));
        assertThat(begun()).isEqualTo(ConnectionObserver.FULL);
        assertThat(heap() - before).isAtLeast(ConnectionObserver.FULL * ConnectionObserver.RECORD_BYTES);
        link.queued = 0;
        link.sent.setSuccess(null);
        assertThat(begun()).isEqualTo(ConnectionObserver.FULL);
        connection.closed();
        assertThat(heap()).isAtMost(before);
    }

    private long heap() {
        return loop.context().service().memory().heap().used();
    }

    private int begun() {
        return events.take().split("begun", -1).length - 1;
    }

    @Test
    void exchangeWithoutResponseHasNoBytes() {
        send("GET /hello" + END);
        send("GET /promise" + END);
        connection.closed();
        assertThat(events.take()).endsWith("aborted /promise CLIENT_LEFT, closed");
        assertThat(events.bytes).isEqualTo(0);
    }

    @Test
    void abortsWhenClientHasReset() {
        link.breaking = true;
        send("GET /hello" + END);
        connection.closed();
        assertThat(events.take()).isEqualTo(HELLO + "aborted /hello CLIENT_LEFT, closed");
        assertThat(events.bytes).isEqualTo(0);
    }

    @Test
    void abortsWhenClientReadsNothing() {
        link.quick = false;
        link.queued = 50;
        link.writable = false;
        send("GET /hello" + END);
        events.take();
        connection.tick(System.nanoTime());
        connection.tick(System.nanoTime() + HOUR);
        assertThat(link.closed).isTrue();
        connection.closed();
        assertThat(events.take()).isEqualTo("aborted /hello TIMED_OUT, closed");
    }

    @Test
    void abortsAfterHandlerHasReturned() {
        send("POST /block HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\nab");
        events.take();
        blocking.remove().run();
        // The loop does not know yet that the handler has returned.
        connection.closed();
        assertThat(events.take()).isEqualTo("returned, aborted /block CLIENT_LEFT, closed");
    }

    @Test
    void reportsReturnAfterAbort() {
        send("POST /block HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\nab");
        events.take();
        events.onReturn = connection::closed;
        blocking.remove().run();
        assertThat(events.take()).isEqualTo("aborted /block CLIENT_LEFT, closed, returned");
        link.runTasks();
        assertThat(loop.context().service().inFlight().count()).isEqualTo(0);
    }

    @Test
    void reportsHeadExpectedBodyAndEarlyRejection() {
        send("HEAD /hello" + END);
        assertThat(events.take()).isEqualTo(HELLO + "sent /hello");
        assertThat(events.bytes).isEqualTo(link.text().length());
        send(
                "POST /block HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\n");
        assertThat(link.text()).startsWith("HTTP/1.1 100 ");
        assertThat(events.take()).isEqualTo("begun /block, routed /block");
        send("ab");
        blocking.remove().run();
        link.runTasks();
        assertThat(events.take()).isEqualTo("returned, response 200, sent /block");
        assertThat(events.bytes).isEqualTo(link.text().length());
        send("POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n");
        assertThat(events.take()).isEqualTo("begun /block, routed /block, response 413, sent /block");
    }

    /** The body is dropped because its request was rejected. It must not count for the next request. */
    @Test
    void reportsRequestAfterDroppedBody() {
        send("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
        assertThat(events.take()).isEqualTo("begun /nothing, routed nowhere, response 404, sent /nothing");
        send("abGET /hello" + END);
        assertThat(events.take()).isEqualTo(HELLO + "sent /hello");
    }

    @Test
    void abortsToFreeMemory() {
        send("GET /promise" + END);
        events.take();
        connection.sacrifice();
        connection.closed();
        assertThat(events.take()).isEqualTo("aborted /promise OUT_OF_MEMORY, closed");
    }

    @Test
    void abortsAtShutdown() {
        send("GET /promise" + END);
        events.take();
        loop.drain();
        connection.closed();
        assertThat(events.take()).isEqualTo("aborted /promise SHUT_DOWN, closed");
    }

    @Test
    void failedListenerAffectsNoOther() {
        events.failing = true;
        Events second = new Events();
        Connection other = TestLoop.observed(router, link.tasks::add, blocking::add, events, second)
                .open(link);
        other.read(Unpooled.copiedBuffer("GET /hello" + END, ISO_8859_1));
        other.flush();
        other.closed();
        assertThat(second.take()).isEqualTo("opened, " + HELLO + "sent /hello, closed");
        assertThat(link.text()).endsWith("hello");
    }

    @Test
    void onlyListenersOfServerAttach() {
        List<Throwable> thrown = new ArrayList<>();
        ExchangeListener stranger = new ExchangeListener() {};
        Connection other = TestLoop.observed(router, link.tasks::add, blocking::add, new ExchangeListener() {
                    @Override
                    public void requestBegun(ObservedExchange exchange) {
                        thrown.add(assertThrows(
                                IllegalArgumentException.class, () -> exchange.attach(stranger, "an object")));
                    }
                })
                .open(link);
        other.read(Unpooled.copiedBuffer("GET /hello" + END, ISO_8859_1));
        other.closed();
        assertThat(thrown).hasSize(1);
    }
}
