package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs seeds that no run has seen, for {@code -Dsimulation.minutes}. The profile {@code simulation} runs this test
 * alone. {@code SimulationTest} with {@code -Dsimulation.seed=SEED} repeats a run that failed.
 */
// Two tags: the run of heavy tests excludes this test by the second tag, and the run of all other tests excludes it by
// the first tag.
@Tag("heavy")
@Tag("simulation")
final class SimulationSearchTest {
    private static final long MINUTES = Long.getLong("simulation.minutes", 30);
    /** Number of seeds for each second, more than any machine runs, so that two searches have no seed in common. */
    private static final long SEEDS_OF_A_SECOND = 100_000;

    @Test
    @SuppressWarnings("SystemOut")
    void findsNoBrokenPromise() throws InterruptedException {
        long second = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
        long first = Long.getLong("simulation.first", second * SEEDS_OF_A_SECOND);
        System.out.printf("Simulation: seeds from %d on, for %d minutes%n", first, MINUTES);
        long start = System.nanoTime();
        try (SimulationRuns runs = new SimulationRuns()) {
            long end = runs.runUntil(first, start + TimeUnit.MINUTES.toNanos(MINUTES));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "Simulation: seeds %d to %d, %d runs, %.0f a second%n",
                    first, end - 1, end - first, (end - first) / seconds);
            assertThat(end).isGreaterThan(first);
        }
    }
}
