package dev.interlock.replay.command;

import dev.interlock.replay.report.Statistics;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Prints progress: a line every second on a terminal, and every ten seconds elsewhere. */
final class Progress {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintWriter out;
    private final boolean isComparison;
    private final long gapNanos;
    private final long startNanos;
    private long nextNanos;
    private long lastNanos;
    private long lastRequests;

    Progress(PrintWriter out, boolean isComparison, long startNanos) {
        this.out = out;
        this.isComparison = isComparison;
        this.startNanos = startNanos;
        gapNanos = isTerminal() ? NANOS : 10 * NANOS;
        lastNanos = startNanos;
        nextNanos = startNanos + gapNanos;
    }

    /** Whether the output is a terminal. Since JDK 22, System.console() exists even without one. */
    private static boolean isTerminal() {
        @SuppressWarnings("SystemConsoleNull")
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    boolean isDue(long now) {
        return now - nextNanos >= 0;
    }

    void print(long now, Statistics.Glance glance, int inFlight) {
        nextNanos = now + gapNanos;
        long seconds = (now - startNanos) / NANOS;
        double rate = (glance.requests() - lastRequests) * (double) NANOS / Math.max(1, now - lastNanos);
        lastNanos = now;
        lastRequests = glance.requests();
        String line = String.format(
                Locale.ROOT,
                "%02d:%02d:%02d  %,d requests (%.0f/s), %,d failed, %d in flight, sent late by P99 %.2f ms",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                glance.requests(),
                rate,
                glance.failed(),
                inFlight,
                glance.late99Micros() / 1000.0);
        out.println(isComparison ? line + ", " + glance.differences() + " differences" : line);
        out.flush();
    }
}
