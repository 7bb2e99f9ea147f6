package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rest of a request whose handler was too late, while the response in its place is a stream. */
@Timeout(30)
final class LateRequestTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int UNREAD_BYTES = 70_000;

    private final Queue<Runnable> calls = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final FaultyLink link = new FaultyLink();
    private final Clock clock = new Clock();
    private final Routes routes = new Routes();
    private final EngineLoop loop =
            TestLoop.limited(routes, link.tasks::add, calls::add, ExchangeLimits.of(LIMIT, routes), clock);

    private static final class Clock implements LoopClock {
        private long now = 1;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long currentTimeMillis() {
            return TimeUnit.NANOSECONDS.toMillis(now);
        }
    }

    private static final class Routes extends PlainRouter {
        final CountDownLatch entered = new CountDownLatch(1);

        Routes() {
            super(TrailingSlash.STRICT, List.of(route(0, "/ignore").streamedBody(true), route(1, "/sum")));
        }

        private static RouteInfo route(int number, String template) {
            return RouteInfo.of(number, "POST", template, "test.Handlers.handle")
                    .execution(Execution.BLOCKING)
                    .consumes("*/*");
        }

        @Override
        public void handle(int route, Request request, Response response) throws Exception {
            if (route == 0) {
                entered.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    // The time limit has passed.
                    Thread.currentThread().interrupt();
                }
                return;
            }
            Results.writeText(response, String.valueOf(request.trailer("x-sum")));
        }

        @Override
        public boolean onError(int route, Throwable thrown, Request request, Response response) {
            response.status(503).contentType("text/plain").stream(subscriber -> {});
            return true;
        }
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    private void send(Connection connection, String bytes) {
        connection.read(Unpooled.copiedBuffer(bytes, ISO_8859_1));
        connection.flush();
        link.runTasks();
    }

    @Test
    void reachesNoOtherClient() throws Exception {
        Connection first = loop.open(link);
        link.runTasks();
        String head = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        send(first, "POST /ignore" + head + Integer.toHexString(UNREAD_BYTES) + "\r\n");
        Future<?> late = thread.submit(calls.remove());
        send(first, "x".repeat(UNREAD_BYTES));
        routes.entered.await();
        clock.now += LIMIT.toNanos() + 1;
        first.tick(clock.now);
        late.get();
        link.runTasks();
        FaultyLink other = new FaultyLink();
        Connection second = loop.open(other);
        send(second, "POST /sum HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        send(first, "\r\n0\r\nx-sum: stolen\r\n\r\n");
        calls.remove().run();
        link.runTasks();
        other.runTasks();
        second.flush();
        assertThat(other.text()).endsWith("\r\n\r\nnull");
    }
}
