package dev.interlock.benchmarks.servers;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells on the terminal what was done and how long the rest will take, given that steps of a kind take equally long. */
final class Progress {
    /** Starts, ends and probes, which take as long as a fifth of the rest. */
    private static final double OVERHEAD = 1.2;

    private final long begin = System.nanoTime();
    private final double total;
    private double done;

    /** @param total seconds that all steps are expected to take */
    Progress(double total) {
        this.total = total;
        System.out.println("About " + duration(total * OVERHEAD));
    }

    /** After a step that was expected to take so long. */
    void step(double seconds, String pattern, Object... values) {
        done = Math.min(done + seconds, total);
        double elapsed = (System.nanoTime() - begin) / 1e9;
        double left = elapsed / done * (total - done);
        System.out.printf(
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
