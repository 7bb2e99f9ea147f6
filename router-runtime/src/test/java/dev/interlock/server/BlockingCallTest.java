package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.transport.AcceptGateTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocking handlers of clients that have left, and executors that break their contract. */
@Timeout(60)
final class BlockingCallTest {
    private static final int CLIENTS = 20;

    private static final int ATTACKERS = 1_500;
    private static final int THREADS = 2;
    /** Time limit. It is long enough for the log-ins of all attackers, so that a failure can report their number. */
    private static final int PATIENCE_MILLIS = 50_000;

    private static final long LOG_IN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /**
     * Limit on the CPU time: a fifth of the time of one log-in per attacker. It includes the CPU time of the attackers.
     */
    private static final long MOST_CPU_NANOS = ATTACKERS * LOG_IN_NANOS / 5;

    private static final class Routes extends PlainRouter {
        final AtomicInteger calls = new AtomicInteger();
        /** Latch for which a costly log-in waits before its work. */
        final CountDownLatch gate = new CountDownLatch(1);

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/log-in", "test.Users.logIn")
                                    .execution(Execution.BLOCKING),
                            RouteInfo.of(1, "GET", "/hello", "test.Users.hello"),
                            RouteInfo.of(2, "GET", "/costly-log-in", "test.Users.logInAtCost")
                                    .execution(Execution.BLOCKING)));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (route != 1) {
                calls.incrementAndGet();
            }
            if (route == 2) {
                awaitGate();
                burn();
            }
            Results.writeText(response, String.valueOf(request.header("x-name")));
        }

        /** Ignores interrupts, like a computation: an interrupted handler would free its thread for the next one. */
        private void awaitGate() {
            while (gate.getCount() > 0) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    // The client has left.
                }
            }
        }

        private static void burn() {
            long start = THREAD.getCurrentThreadCpuTime();
            while (THREAD.getCurrentThreadCpuTime() - start < LOG_IN_NANOS) {
                Thread.onSpinWait();
            }
        }
    }

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Routes routes = new Routes();
    private final List<RawClient> clients = new ArrayList<>();

    // Each test starts the server.
    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private void start(TransportType transport, int maxInFlight, Executor blocking) {
        server = HttpServer.builder(routes)
                .host("127.0.0.1")
                .port(0)
                .transport(transport)
                .eventLoopThreads(1)
                .maxInFlight(maxInFlight)
                .blockingExecutor(blocking)
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private RawClient ask(String path, String name) throws IOException {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Name: " + name + "\r\n\r\n");
    }

    /** Each client pipelines a second request, which the server does not begin either. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void skipsRequestsOfGoneClients(TransportType transport) throws Exception {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        AcceptGateTest.assumeAvailable(transport);
        start(transport, CLIENTS + 1, queue::add);
        for (int i = 0; i < CLIENTS; i++) {
            ask("/log-in", "one").get("/log-in");
        }
        RawClient staying = ask("/log-in", "staying");
        List<Runnable> tasks = new ArrayList<>();
        while (tasks.size() <= CLIENTS) {
            tasks.add(queue.take());
        }
        for (RawClient client : clients.subList(0, CLIENTS)) {
            client.reset();
        }
        while (server.openConnections() > 1) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        // The tasks that end the closed connections come before this request.
        assertThat(ask("/hello", "after").response().body()).isEqualTo("after");
        tasks.forEach(Runnable::run);
        assertThat(staying.response().body()).isEqualTo("staying");
        assertThat(queue).isEmpty();
        assertThat(routes.calls.get()).isEqualTo(1);
        // No exchange counts as in flight any more.
        for (int i = 0; i <= CLIENTS; i++) {
            ask("/log-in", "next");
        }
        for (int i = 0; i <= CLIENTS; i++) {
            queue.take().run();
        }
        for (RawClient client : clients.subList(CLIENTS + 2, clients.size())) {
            assertThat(client.response().body()).isEqualTo("next");
        }
    }

    /** Attackers whose requests wait for a thread leave before they get one. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    @Tag("attacks")
    void logInsOfClientsThatHaveLeftCostNothing(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        CountDownLatch dispatched = new CountDownLatch(ATTACKERS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            start(transport, ATTACKERS + 1, task -> {
                threads.execute(task);
                dispatched.countDown();
            });
            long start = PROCESS.getProcessCpuTime();
            for (int i = 0; i < ATTACKERS; i++) {
                ask("/costly-log-in", "attacker");
            }
            dispatched.await();
            resetAll();
            routes.gate.countDown();
            RawClient staying = ask("/costly-log-in", "staying");
            staying.timeoutMillis(PATIENCE_MILLIS);
            assertThat(staying.response().body()).isEqualTo("staying");
            long nanos = PROCESS.getProcessCpuTime() - start;
            System.out.printf("%s: %d calls, %d ms of CPU time%n", transport, routes.calls.get(), nanos / 1_000_000);
            assertThat(routes.calls.get()).isAtMost(THREADS + 1);
            assertThat(nanos).isLessThan(MOST_CPU_NANOS);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Resets the clients, and waits until the server has noticed. */
    private void resetAll() throws Exception {
        for (RawClient client : clients) {
            client.reset();
        }
        while (server.openConnections() > 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        // The tasks that end the closed connections come before this request.
        assertThat(ask("/hello", "after").response().body()).isEqualTo("after");
    }

    @Test
    void callsHandlerOncePerTask() throws Exception {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        start(TransportType.AUTO, 2, queue::add);
        RawClient first = ask("/log-in", "first");
        Runnable task = queue.take();
        task.run();
        assertThat(first.response().body()).isEqualTo("first");
        RawClient second = ask("/log-in", "second");
        Runnable next = queue.take();
        task.run();
        assertThat(routes.calls.get()).isEqualTo(1);
        next.run();
        task.run();
        assertThat(second.response().body()).isEqualTo("second");
        assertThat(routes.calls.get()).isEqualTo(2);
    }

    @Test
    void answersDespiteThrowingExecutor() throws Exception {
        start(TransportType.AUTO, 1, task -> {
            task.run();
            throw new AssertionError("after the task");
        });
        RawClient client = ask("/log-in", "one");
        assertThat(client.response().body()).isEqualTo("one");
        assertThat(client.get("/hello").response().body()).isEqualTo("null");
        assertThat(client.get("/log-in").response().body()).isEqualTo("null");
    }

    @Test
    void executorErrorFreesPlace() throws Exception {
        List<Runnable> late = new ArrayList<>();
        start(TransportType.AUTO, 1, task -> {
            late.add(task);
            throw new StackOverflowError();
        });
        RawClient client = ask("/log-in", "one");
        assertThat(client.response().status()).isEqualTo(503);
        assertThat(client.get("/log-in").response().status()).isEqualTo(503);
        // The server has already responded, so these tasks do nothing. In particular, they do not end the exchange
        // again.
        late.forEach(Runnable::run);
        assertThat(client.get("/log-in").response().status()).isEqualTo(503);
        assertThat(routes.calls.get()).isEqualTo(0);
    }
}
