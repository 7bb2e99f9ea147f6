package dev.interlock.internal.admin;

import dev.interlock.internal.log.ServerLog;
import dev.interlock.observe.HealthCheck;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Health check whose result serves all probes for a while. At most one thread runs the check. Probes that come in the
 * meantime wait for the same result. A check that exceeds its time limit is DOWN. It is not called again until the late
 * call has returned. Used only by the thread of the admin loop.
 */
public final class CachedCheck {
    private static final Logger LOG = ServerLog.of(CachedCheck.class);

    private final String name;
    private final long timeoutNanos;
    private final HealthCheck check;
    private final long cacheNanos;
    private final AdminLoop loop;
    private final Executor threads;

    /** Call of the check that has not returned yet, or null. */
    private @Nullable Run running;
    /** Last result, or null before the first one. */
    private @Nullable CheckResult last;
    /** Time of the last result. */
    private long lastAt;

    /**
     * @param timeout time limit for each call of the check
     * @param cache time for which a result is reused
     * @param threads executor that runs each task on a thread of its own
     */
    public CachedCheck(
            String name, Duration timeout, HealthCheck check, Duration cache, AdminLoop loop, Executor threads) {
        this.name = name;
        timeoutNanos = timeout.toNanos();
        this.check = check;
        cacheNanos = cache.toNanos();
        this.loop = loop;
        this.threads = threads;
    }

    /**
     * Returns a future that completes within the time limit of the check. Probes share it, so the caller must not
     * cancel it.
     */
    CompletableFuture<CheckResult> result() {
        Run run = running;
        if (run != null && run.late && run.isLost()) {
            // Without memory, the result of the run may never have reached this loop.
            running = null;
            run = null;
        }
        if (run != null && !run.late) {
            return run.result;
        }
        CheckResult known = last;
        if (known != null && (run != null || loop.nanoTime() - lastAt < cacheNanos)) {
            return CompletableFuture.completedFuture(known);
        }
        return start();
    }

    private CompletableFuture<CheckResult> start() {
        Run run = new Run(loop.nanoTime());
        running = run;
        try {
            // First, so that each run has a time limit.
            loop.later(() -> expire(run), timeoutNanos);
            threads.execute(run);
        } catch (Throwable noThread) {
            ended(run, "no thread could be started", noThread);
            return run.result;
        }
        return run.result;
    }

    private void expire(Run run) {
        if (running == run) {
            run.late = true;
            run.interrupt();
            complete(run, "no result within " + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + " ms", null);
        }
    }

    private void ended(Run run, @Nullable String problem, @Nullable Throwable failure) {
        running = null;
        if (!run.late) {
            complete(run, problem, failure);
        }
    }

    private void complete(Run run, @Nullable String problem, @Nullable Throwable failure) {
        CheckResult before = last;
        CheckResult result = new CheckResult(name, problem, loop.nanoTime() - run.begun);
        last = result;
        lastAt = loop.nanoTime();
        run.result.complete(result);
        boolean wasUp = before == null || before.isUp();
        if (wasUp && !result.isUp()) {
            LOG.warn("The health check {} is DOWN: {}", name, result.problem(), failure);
        } else if (!wasUp && result.isUp()) {
            LOG.info("The health check {} is UP again", name);
        }
    }

    /** One call of the check. */
    private final class Run implements Runnable {
        private final long begun;
        private final CompletableFuture<CheckResult> result = new CompletableFuture<>();
        /** Whether the time limit has passed. */
        private volatile boolean late;

        private volatile @Nullable Thread thread;

        Run(long begun) {
            this.begun = begun;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            if (late) {
                interrupt();
            }
            String problem;
            Throwable failure = null;
            try {
                problem = check.check();
            } catch (Throwable e) {
                problem = "failed with " + e.getClass().getSimpleName();
                failure = e;
            }
            String found = problem;
            Throwable cause = failure;
            loop.execute(() -> ended(this, found, cause));
        }

        /** Returns whether the thread of the run has ended. */
        boolean isLost() {
            Thread begunBy = thread;
            return begunBy != null && !begunBy.isAlive();
        }

        /** Interrupts the thread. It runs no other task, so it may be interrupted late or twice. */
        void interrupt() {
            Thread begunBy = thread;
            if (begunBy != null) {
                begunBy.interrupt();
            }
        }
    }
}
