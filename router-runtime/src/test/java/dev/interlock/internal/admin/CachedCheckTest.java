package dev.interlock.internal.admin;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.observe.HealthCheck;
import dev.interlock.server.CapturedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // Some probes only start the check.
final class CachedCheckTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CACHE = Duration.ofSeconds(1);

    private final TestLoop loop = new TestLoop();
    private final Deque<Runnable> started = new ArrayDeque<>();
    private final AtomicReference<String> problem = new AtomicReference<>();

    /** A loop whose time and tasks the test controls. */
    private static final class TestLoop implements AdminLoop {
        private record Timer(Runnable task, long at) {}

        private final List<Timer> timers = new ArrayList<>();
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private long now;
        /** Whether the loop accepts no tasks. */
        private boolean fails;

        @Override
        public synchronized void execute(Runnable task) {
            if (fails) {
                throw new OutOfMemoryError("planted");
            }
            tasks.add(task);
        }

        @Override
        public void later(Runnable task, long nanos) {
            timers.add(new Timer(task, now + nanos));
        }

        @Override
        public long nanoTime() {
            return now;
        }

        void pass(Duration time) {
            now += time.toNanos();
            List<Timer> due = timers.stream().filter(timer -> timer.at <= now).toList();
            timers.removeAll(due);
            due.forEach(timer -> timer.task.run());
        }

        synchronized void runTasks() {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }
    }

    private CachedCheck check(HealthCheck check) {
        return new CachedCheck("database", TIMEOUT, check, CACHE, loop, started::add);
    }

    private CachedCheck check() {
        return check(problem::get);
    }

    /** Runs the check that was started, on this thread. */
    private void run() {
        started.remove().run();
        loop.runTasks();
    }

    private static String text(CompletableFuture<CheckResult> result) {
        assertThat(result.isDone()).isTrue();
        return result.join().members().toString();
    }

    @Test
    void probesShareOneRun() {
        CachedCheck check = check();
        CompletableFuture<CheckResult> first = check.result();
        CompletableFuture<CheckResult> second = check.result();
        assertThat(started).hasSize(1);
        assertThat(first.isDone()).isFalse();
        loop.pass(Duration.ofMillis(3));
        run();
        assertThat(text(first)).isEqualTo("{name=database, status=UP, millis=3}");
        assertThat(text(second)).isEqualTo(text(first));
    }

    /** Without memory, the thread of a check may end before it reports the result. */
    @Test
    void startsAgainAfterThreadOfLateRunHasEnded() throws InterruptedException {
        CachedCheck check = check();
        CompletableFuture<CheckResult> lost = check.result();
        Thread thread = new Thread(started.remove());
        loop.fails = true;
        thread.setUncaughtExceptionHandler((dead, thrown) -> {});
        thread.start();
        thread.join();
        loop.fails = false;
        loop.pass(TIMEOUT);
        assertThat(text(lost)).contains("no result within");
        loop.pass(CACHE);
        CompletableFuture<CheckResult> next = check.result();
        run();
        assertThat(text(next)).contains("status=UP");
    }

    @Test
    void resultIsUsedAgainForTheTimeOfTheCache() {
        CachedCheck check = check();
        check.result();
        run();
        problem.set("no connection");
        loop.pass(CACHE.minusNanos(1));
        assertThat(text(check.result())).contains("status=UP");
        assertThat(started).isEmpty();
        loop.pass(Duration.ofNanos(1));
        CompletableFuture<CheckResult> next = check.result();
        run();
        assertThat(text(next)).isEqualTo("{name=database, status=DOWN, millis=0, message=no connection}");
    }

    @Test
    void hungCheckIsDownAndNotCalledAgain() {
        CachedCheck check = check();
        CompletableFuture<CheckResult> first = check.result();
        loop.pass(TIMEOUT.minusNanos(1));
        assertThat(first.isDone()).isFalse();
        loop.pass(Duration.ofNanos(1));
        String down = "{name=database, status=DOWN, millis=2000, message=no result within 2000 ms}";
        assertThat(text(first)).isEqualTo(down);
        for (int i = 0; i < 100; i++) {
            loop.pass(CACHE);
            assertThat(text(check.result())).isEqualTo(down);
        }
        assertThat(started).hasSize(1);

        // The thread returns at last. Its result is too old, so the next probe calls the check again.
        run();
        CompletableFuture<CheckResult> next = check.result();
        assertThat(next.isDone()).isFalse();
        run();
        assertThat(text(next)).contains("status=UP");
    }

    @Test
    void interruptsHungCheck() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CachedCheck check = check(() -> {
            hangs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        });
        check.result();
        new Thread(started.remove()).start();
        hangs.await();
        loop.pass(TIMEOUT);
        interrupted.await();
    }

    @Test
    void showsOnlyTheClassOfAnException() {
        CachedCheck check = check(() -> {
            throw new SQLException("password of jdbc:x is hunter2");
        });
        CompletableFuture<CheckResult> result = check.result();
        run();
        assertThat(text(result)).isEqualTo("{name=database, status=DOWN, millis=0, message=failed with SQLException}");
    }

    @Test
    void errorOfACheckIsItsResult() {
        CachedCheck check = check(() -> {
            throw new StackOverflowError();
        });
        CompletableFuture<CheckResult> result = check.result();
        run();
        assertThat(text(result)).contains("failed with StackOverflowError");
    }

    @Test
    void lackOfThreadsIsDown() {
        CachedCheck check = new CachedCheck("database", TIMEOUT, () -> null, CACHE, loop, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThat(text(check.result())).contains("no thread could be started");
        loop.pass(CACHE);
        assertThat(text(check.result())).contains("no thread could be started");
    }

    @Test
    void logsChangesAlone() {
        try (CapturedLog log = new CapturedLog()) {
            CachedCheck check = check();
            for (String each : new String[] {null, "slow", "slow", null, null}) {
                problem.set(each);
                check.result();
                run();
                loop.pass(CACHE);
            }
            assertThat(log.lines("The health check database is")).hasSize(2);
            assertThat(log.lines("The health check database is DOWN: slow")).hasSize(1);
            assertThat(log.lines("The health check database is UP again")).hasSize(1);
        }
    }

    @Test
    void cutsLongProblem() {
        problem.set("x".repeat(1000));
        CompletableFuture<CheckResult> result = check().result();
        run();
        assertThat(result.join().problem()).hasLength(200);
    }
}
