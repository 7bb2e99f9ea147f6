package dev.interlock.benchmarks.results;

import static com.google.common.truth.Truth.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests estimates of the remaining time, with a clock that the test sets. */
final class ProgressTest {
    private long seconds;

    @Test
    void estimatesRestFromFinishedSteps() {
        Progress progress = new Progress(4, () -> TimeUnit.SECONDS.toNanos(seconds));
        seconds = 60;
        assertThat(progress.line("round 1")).isEqualTo("[1 of 4, 3 min left] round 1");
        seconds = 80;
        assertThat(progress.line("round 2")).isEqualTo("[2 of 4, 1 min left] round 2");
        assertThat(progress.line("round 3")).isEqualTo("[3 of 4, 27 s left] round 3");
        assertThat(progress.line("end")).isEqualTo("[4 of 4, 0 s left] end");
        assertThat(progress.line("too much")).isEqualTo("[4 of 4, 0 s left] too much");
    }
}
