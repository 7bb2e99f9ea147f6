package dev.interlock.benchmarks.results;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Counts finished steps. Estimates the remaining time from the time that these steps took. */
public final class Progress {
    private final LongSupplier nanoTime;
    private final long begin;
    private final int total;
    private int done;

    /**
     * Starts the clock.
     *
     * @param total number of expected steps
     */
    public Progress(int total) {
        this(total, System::nanoTime);
    }

    Progress(int total, LongSupplier nanoTime) {
        this.total = total;
        this.nanoTime = nanoTime;
        begin = nanoTime.getAsLong();
    }

    /** Prints a message about a finished step on the terminal, with the estimate of the remaining time. */
    public void step(String pattern, Object... values) {
        System.out.println(line(String.format(Locale.ROOT, pattern, values)));
    }

    String line(String step) {
        done = Math.min(done + 1, total);
        long seconds = Math.round((nanoTime.getAsLong() - begin) / 1e9 / done * (total - done));
        String left = seconds < 60 ? seconds + " s" : seconds / 60 + " min";
        return "[%d of %d, %s left] %s".formatted(done, total, left, step);
    }
}
