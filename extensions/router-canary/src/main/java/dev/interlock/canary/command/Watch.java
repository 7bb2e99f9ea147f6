package dev.interlock.canary.command;

import dev.interlock.canary.Decision;
import dev.interlock.canary.PrometheusCanary;
import dev.interlock.canary.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Polls a verdict until it is final or the deadline passes. */
final class Watch {
    /** Source of verdicts. */
    interface Source {
        /**
         * Returns the verdict on the current data.
         *
         * @throws IOException if the source cannot be read
         */
        Verdict query() throws IOException;
    }

    /** Waits for a time. */
    interface Pause {
        void await(Duration time) throws InterruptedException;
    }

    private final Source source;
    private final Duration interval;
    private final Duration deadline;
    private final LongSupplier nanos;
    private final Pause pause;

    /**
     * @param nanos clock in nanoseconds
     * @param deadline time limit; after it, the last verdict counts
     */
    Watch(Source source, Duration interval, Duration deadline, LongSupplier nanos, Pause pause) {
        this.source = source;
        this.interval = interval;
        this.deadline = deadline;
        this.nanos = nanos;
        this.pause = pause;
    }

    static Watch of(PrometheusCanary canary, Duration interval, Duration deadline) {
        return new Watch(canary::query, interval, deadline, System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    /**
     * Polls the source. If the source cannot be read, tries again.
     *
     * @param progress receives each verdict that is not final, and each failure
     * @return the last verdict, which may not be final
     * @throws IOException if the source could not be read at the last poll before the deadline
     */
    Verdict await(Consumer<String> progress) throws IOException, InterruptedException {
        long start = nanos.getAsLong();
        while (true) {
            Verdict verdict = null;
            IOException failure = null;
            String state;
            try {
                verdict = source.query();
                state = verdict.reason();
            } catch (IOException e) {
                failure = e;
                state = String.valueOf(e.getMessage());
            }
            if (verdict != null && verdict.decision() != Decision.NEED_MORE) {
                return verdict;
            }
            long left = deadline.toNanos() - (nanos.getAsLong() - start);
            if (left <= 0) {
                return require(verdict, failure);
            }
            progress.accept(state);
            pause.await(Duration.ofNanos(Math.min(left, interval.toNanos())));
        }
    }

    private static Verdict require(@Nullable Verdict verdict, @Nullable IOException failure) throws IOException {
        if (verdict == null) {
            throw failure == null ? new IOException("no verdict") : failure;
        }
        return verdict;
    }
}
