package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.server.CapturedLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The engine keeps its promises in every simulated run. A failure names its seed, and {@code -Dsimulation.seed=SEED}
 * repeats its run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SimulationTest {
    private static final long ONLY = Long.getLong("simulation.seed", -1);
    private static final long FIRST = Long.getLong("simulation.first", Math.max(0, ONLY));
    private static final int SEEDS = Integer.getInteger("simulation.seeds", ONLY >= 0 ? 1 : 10_000);
    private static final int MANY_SEEDS = 30_000;
    private static final int REPEATED_SEEDS = 300;

    private SimulationRuns runs;

    @BeforeAll
    void open() {
        runs = new SimulationRuns();
    }

    @AfterAll
    void close() {
        runs.close();
    }

    @Test
    void keepsItsPromises() throws InterruptedException {
        runs.run(FIRST, FIRST + SEEDS);
    }

    @Test
    @Tag("heavy")
    void keepsItsPromisesInManyRuns() throws InterruptedException {
        runs.run(FIRST + SEEDS, FIRST + SEEDS + MANY_SEEDS);
    }

    @Test
    void coversTimeOutsAndAborts() {
        Map<String, Integer> coverage = runs.coverage(0, REPEATED_SEEDS);
        for (String event : List.of(
                "sent time-outs",
                "aborts, TIMED_OUT, late",
                "aborts, TIMED_OUT",
                "aborts, CLIENT_LEFT",
                "aborts, SHUT_DOWN",
                "compared bodies",
                "interrupted handlers",
                "cancelled stages",
                "cancelled publishers")) {
            assertWithMessage("%s in %s", event, coverage)
                    .that(coverage.getOrDefault(event, 0))
                    .isAtLeast(1);
        }
    }

    /** Compares dates and request ids, too. */
    @Test
    void oneSeedGivesTheSameBytes() {
        int ids = 0;
        try (CapturedLog log = new CapturedLog()) {
            for (long seed = FIRST; seed < FIRST + Math.min(SEEDS, REPEATED_SEEDS); seed++) {
                String received = runs.simulate(seed);
                assertWithMessage("bytes of seed %s", seed)
                        .that(runs.simulate(seed))
                        .isEqualTo(received);
                ids += received.contains("X-Request-Id: ") ? 1 : 0;
            }
            assertThat(SimulationRuns.errors(log)).isEmpty();
        }
        assertThat(ids).isAtLeast(Math.min(SEEDS, REPEATED_SEEDS) / 2);
    }
}
