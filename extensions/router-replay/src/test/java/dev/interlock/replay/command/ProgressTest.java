package dev.interlock.replay.command;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.replay.report.Statistics.Glance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final long START = TimeUnit.DAYS.toNanos(40);

    private final StringWriter out = new StringWriter();

    private static long after(long seconds) {
        return START + TimeUnit.SECONDS.toNanos(seconds);
    }

    private Progress progress(boolean isComparison) {
        return new Progress(new PrintWriter(out), isComparison, START);
    }

    @Test
    void printsTotalsAndTheRateSinceTheLastLine() {
        Progress progress = progress(false);
        progress.print(after(10), new Glance(5000, 3, 1250, 0), 7);
        progress.print(after(3 * 3600 + 61), new Glance(1_000_000, 4, 60, 0), 2);
        assertThat(out.toString().lines())
                .containsExactly(
                        "00:00:10  5,000 requests (500/s), 3 failed, 7 in flight, sent late by P99 1.25 ms",
                        "03:01:01  1,000,000 requests (92/s), 4 failed, 2 in flight, sent late by P99 0.06 ms")
                .inOrder();
    }

    @Test
    void comparisonCountsDifferences() {
        progress(true).print(after(10), new Glance(10, 0, 0, 6), 0);
        assertThat(out.toString()).endsWith(", 6 differences" + System.lineSeparator());
    }

    @Test
    void nextLineIsDueAfterTheGap() {
        Progress progress = progress(false);
        assertThat(progress.isDue(START)).isFalse();
        assertThat(progress.isDue(after(10))).isTrue();
        progress.print(after(10), new Glance(1, 0, 0, 0), 0);
        assertThat(progress.isDue(after(10))).isFalse();
        assertThat(progress.isDue(after(20))).isTrue();
    }
}
