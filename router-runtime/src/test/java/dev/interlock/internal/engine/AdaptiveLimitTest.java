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
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The adaptive limit finds the number of handlers that a server can run at once, and stays within its bounds. */
final class AdaptiveLimitTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TARGET = 100 * MILLI;
    private static final int CEILING = 1000;
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private final AdaptiveLimit limit = new AdaptiveLimit(TARGET, CEILING);
    private long now;

    /** Begins as many handlers as the limit permits, and ends all of them after the given time. */
    private void round(long latency) {
        int count = limit.limit();
        for (int i = 0; i < count; i++) {
            limit.begin();
        }
        now += latency;
        for (int i = 0; i < count; i++) {
            limit.end(latency, true, now);
        }
    }

    @Test
    void growsWhileUsedAndFast() {
        for (int i = 0; i < 10; i++) {
            round(MILLI);
        }
        assertThat(limit.limit()).isGreaterThan(AdaptiveLimit.FIRST);
        assertThat(limit.limit()).isAtMost(AdaptiveLimit.FIRST + 10);
        for (int i = 0; i < 10_000; i++) {
            round(MILLI);
        }
        assertThat(limit.limit()).isEqualTo(CEILING);
    }

    @Test
    void staysWhileUnused() {
        for (int i = 0; i < 100_000; i++) {
            limit.begin();
            limit.end(MILLI, true, now += MILLI);
        }
        assertThat(limit.limit()).isEqualTo(AdaptiveLimit.FIRST);
    }

    @Test
    void shrinksOnceForAllLateResultsOfOneTime() {
        round(2 * TARGET);
        assertThat(limit.limit()).isEqualTo(AdaptiveLimit.FIRST - AdaptiveLimit.FIRST / 10);
        now += TARGET;
        round(2 * TARGET);
        assertThat(limit.limit()).isEqualTo(58 - 5);
    }

    @Test
    void neverFallsBelowFloor() {
        for (int i = 0; i < 1000; i++) {
            round(10 * TARGET);
        }
        assertThat(limit.limit()).isEqualTo(AdaptiveLimit.FLOOR);
        assertThat(limit.permits(false)).isTrue();
    }

    @Test
    void ignoresTimesThatShowNoLoad() {
        limit.begin();
        limit.end(100 * TARGET, false, now);
        assertThat(limit.limit()).isEqualTo(AdaptiveLimit.FIRST);
        assertThat(limit.working()).isEqualTo(0);
    }

    @Test
    void essentialRoutesPass() {
        for (int i = 0; i < limit.limit(); i++) {
            limit.begin();
        }
        assertThat(limit.permits(false)).isFalse();
        assertThat(limit.permits(true)).isTrue();
    }

    @Test
    void isOffByDefault() {
        AdaptiveLimit off = AdaptiveLimit.off();
        for (int i = 0; i < 100_000; i++) {
            off.begin();
        }
        assertThat(off.permits(false)).isTrue();
        assertThat(off.working()).isEqualTo(0);
    }

    /**
     * A dependency does 20 calls at a time, and each takes 20 ms: 1,000 calls a second. The load is 1,100 calls a
     * second. A limit that only compares latencies would grow without end, and each request would wait longer than the
     * one before.
     */
    @Test
    void boundsLatencyUnderModestOverload() {
        PriorityQueue<Long> free = new PriorityQueue<>();
        for (int i = 0; i < 20; i++) {
            free.add(0L);
        }
        PriorityQueue<long[]> ends = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
        long longest = 0;
        int admitted = 0;
        int highest = 0;
        int arrivals = 110_000;
        for (int i = 0; i < arrivals; i++) {
            long at = i * TimeUnit.SECONDS.toNanos(1) / 1100;
            while (!ends.isEmpty() && ends.peek()[0] <= at) {
                long[] end = ends.remove();
                limit.end(end[0] - end[1], true, end[0]);
            }
            highest = Math.max(highest, limit.limit());
            if (limit.permits(false)) {
                limit.begin();
                long end = Math.max(at, free.remove()) + 20 * MILLI;
                free.add(end);
                ends.add(new long[] {end, at});
                admitted++;
                longest = Math.max(longest, end - at);
            }
        }
        // At 1,000 calls a second and 100 ms a call, 100 calls are in flight (Little's law).
        assertThat(highest).isAtMost(130);
        assertThat(longest).isAtMost(130 * MILLI);
        // The dependency is never idle.
        assertThat(admitted).isAtLeast(99_000);
    }

    private static final class Routes extends PlainRouter {
        final Queue<CompletableFuture<String>> stages = new ArrayDeque<>();

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/stage", "test.Handlers.stage")
                                    .execution(Execution.ASYNCHRONOUS),
                            RouteInfo.of(1, "GET", "/health", "test.Handlers.health")
                                    .execution(Execution.ASYNCHRONOUS)
                                    .essential(true),
                            RouteInfo.of(2, "GET", "/hello", "test.Handlers.hello")));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (route == 0) {
                CompletableFuture<String> stage = new CompletableFuture<>();
                stages.add(stage);
                response.await(stage, Results::writeText);
            } else if (route == 1) {
                response.await(CompletableFuture.completedFuture("well"), Results::writeText);
            } else {
                Results.writeText(response, "hello");
            }
        }
    }

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private String send(EngineLoop loop, FaultyLink link, String path) {
        Connection connection = loop.open(link);
        connection.read(Unpooled.copiedBuffer("GET " + path + END, ISO_8859_1));
        connection.flush();
        runTasks(link);
        return link.text();
    }

    private void runTasks(FaultyLink link) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        link.runTasks();
    }

    @Test
    void serverRejectsBeyondLimit() {
        LoopClock clock = new LoopClock() {
            @Override
            public long nanoTime() {
                return now;
            }

            @Override
            public long currentTimeMillis() {
                return 0;
            }
        };
        Routes router = new Routes();
        ExchangeLimits limits = ExchangeLimits.of(Duration.ZERO, new BodyPace(0, 0), limit, router);
        EngineLoop loop = TestLoop.limited(router, tasks::add, Runnable::run, limits, clock);
        List<FaultyLink> waiting = new ArrayList<>();
        for (int i = 0; i < AdaptiveLimit.FIRST; i++) {
            FaultyLink link = new FaultyLink();
            assertThat(send(loop, link, "/stage")).isEmpty();
            waiting.add(link);
        }
        String rejected = send(loop, new FaultyLink(), "/stage");
        assertThat(rejected).startsWith("HTTP/1.1 503 ");
        assertThat(rejected).containsMatch("(?i)\r\nretry-after: 1\r\n");
        assertThat(send(loop, new FaultyLink(), "/health")).endsWith("well");
        assertThat(send(loop, new FaultyLink(), "/hello")).endsWith("hello");
        now += 2 * TARGET;
        router.stages.forEach(stage -> stage.complete("late"));
        waiting.forEach(this::runTasks);
        assertThat(limit.working()).isEqualTo(0);
        assertThat(limit.limit()).isEqualTo(58);
    }
}
