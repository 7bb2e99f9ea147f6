package dev.interlock.benchmarks.report;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said of the time left, by a clock that the test sets. */
final class ProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long seconds;

    private Progress progress(double total) {
        return new Progress(total, new PrintStream(out, true, UTF_8), () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void theRestTakesAsLongAsWhatWasDone() {
        Progress progress = progress(600);
        seconds = 60;
        progress.step(150, "round %d, %s", 1, "start");
        seconds = 120;
        progress.step(150, "round 2");
        seconds = 400;
        progress.step(290, "round 3");
        progress.step(10, "end");
        assertThat(lines())
                .containsExactly(
                        "About 10 min",
                        "[ 25 %, 3 min left] round 1, start",
                        "[ 50 %, 2 min left] round 2",
                        "[ 98 %, 7 s left] round 3",
                        "[100 %, 0 s left] end")
                .inOrder();
    }

    @Test
    void aStepThatWasNotExpectedIsNone() {
        Progress progress = progress(30);
        seconds = 7;
        progress.step(0, "a new start");
        progress.step(40, "too much");
        assertThat(lines())
                .containsExactly("About 30 s", "[  0 %, 30 s left] a new start", "[100 %, 0 s left] too much")
                .inOrder();
    }
}
