package dev.interlock.benchmarks.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells on the terminal what was done and how long the rest will take, by how long it took so far. */
public final class Progress {
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long begin;
    private final double total;
    private double done;

    /**
     * Begins, and says how long it will take.
     *
     * @param total seconds that all steps are expected to take
     */
    public Progress(double total) {
        this(total, System.out, System::nanoTime);
    }

    Progress(double total, PrintStream out, LongSupplier nanoTime) {
        this.total = total;
        this.out = out;
        this.nanoTime = nanoTime;
        begin = nanoTime.getAsLong();
        out.println("About " + duration(total));
    }

    /** After a step that was expected to take so many seconds. */
    public void step(double seconds, String pattern, Object... values) {
        done = Math.min(done + seconds, total);
        double elapsed = (nanoTime.getAsLong() - begin) / 1e9;
        double left = done > 0 ? elapsed / done * (total - done) : total;
        out.printf(
                Locale.ROOT,
                "[%3.0f %%, %s left] %s%n",
                100 * done / total,
                duration(left),
                String.format(Locale.ROOT, pattern, values));
    }

    private static String duration(double seconds) {
        long minutes = TimeUnit.SECONDS.toMinutes(Math.round(seconds));
        return minutes > 0 ? minutes + " min" : Math.round(seconds) + " s";
    }
}
