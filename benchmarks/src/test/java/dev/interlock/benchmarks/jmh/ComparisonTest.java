package dev.interlock.benchmarks.jmh;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What is reported of several rounds. */
final class ComparisonTest {
    private enum Input {
        ONE
    }

    @Test
    void theLeastOfAllRounds() {
        Comparison comparison = new Comparison("FIVE");
        comparison.add(new Cost(120, 0), new Cost(480, 1_024));
        comparison.add(new Cost(100, 8), new Cost(500, 1_000));
        assertThat(comparison.line("binding"))
                .isEqualTo("binding five: 100 ns, 0 B/op (Netty 480 ns, 1000 B/op, ratio 0.21)");
    }

    @Test
    void argumentsThatCannotBeRead() {
        TurnsSuite suite = new TurnsSuite("parse", ComparisonTest.class, "input", Input.values());
        assertThrows(IllegalArgumentException.class, () -> suite.run("read"));
        assertThrows(IllegalArgumentException.class, () -> suite.run("read", "--slow", "out"));
    }
}
