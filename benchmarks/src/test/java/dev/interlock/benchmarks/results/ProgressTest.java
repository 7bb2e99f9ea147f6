package dev.interlock.benchmarks.results;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests estimates of the remaining time, with a clock that the test sets. */
final class ProgressTest {
    private long seconds;

    @Test
    void estimatesRestFromFinishedSteps() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Progress progress = new Progress(4, new PrintStream(out, true, UTF_8), () -> TimeUnit.SECONDS.toNanos(seconds));
        seconds = 60;
        progress.step("round %d, %s", 1, "start");
        seconds = 80;
        progress.step("round 2");
        progress.step("round 3");
        progress.step("end");
        progress.step("too much");
        assertThat(out.toString(UTF_8).lines().toList())
                .containsExactly(
                        "[1 of 4, 3 min left] round 1, start",
                        "[2 of 4, 1 min left] round 2",
                        "[3 of 4, 27 s left] round 3",
                        "[4 of 4, 0 s left] end",
                        "[4 of 4, 0 s left] too much")
                .inOrder();
    }
}
