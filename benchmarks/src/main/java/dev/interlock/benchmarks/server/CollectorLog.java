package dev.interlock.benchmarks.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pauses of a JVM's collector, from what {@code -Xlog:gc} writes.
 *
 * @param totalMillis of all pauses together
 */
record CollectorLog(int pauses, double longestMillis, double totalMillis) {
    private static final Pattern PAUSE = Pattern.compile("(?m)GC\\(\\d+\\) Pause .* (\\d+\\.\\d+)ms$");

    /** Reads a log, or the part of one that was written meanwhile. */
    static CollectorLog parse(String log) {
        Matcher pause = PAUSE.matcher(log);
        int pauses = 0;
        double longest = 0;
        double total = 0;
        while (pause.find()) {
            double millis = Double.parseDouble(pause.group(1));
            pauses++;
            longest = Math.max(longest, millis);
            total += millis;
        }
        return new CollectorLog(pauses, longest, total);
    }
}
