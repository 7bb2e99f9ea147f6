package dev.interlock.benchmarks.results;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Prints on the terminal how many steps are done. Estimates the remaining time from the time of these steps. */
public final class Progress {
    private final PrintStream out;
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
        this(total, System.out, System::nanoTime);
    }

    Progress(int total, PrintStream out, LongSupplier nanoTime) {
        this.total = total;
        this.out = out;
        this.nanoTime = nanoTime;
        begin = nanoTime.getAsLong();
    }

    /** Prints a finished step. */
    public void step(String pattern, Object... values) {
        done = Math.min(done + 1, total);
        double seconds = (nanoTime.getAsLong() - begin) / 1e9 / done * (total - done);
        long minutes = TimeUnit.SECONDS.toMinutes(Math.round(seconds));
        String left = minutes > 0 ? minutes + " min" : Math.round(seconds) + " s";
        String what = String.format(Locale.ROOT, pattern, values);
        out.printf(Locale.ROOT, "[%d of %d, %s left] %s%n", done, total, left, what);
    }
}
