package dev.interlock.server;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The engine keeps its promises in every simulated run. A failure names its seed, and
 * {@code -Dsimulation.first=SEED -Dsimulation.seeds=1} repeats its run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 10_000);
    private static final long FIRST = Long.getLong("simulation.first", 0);
    private static final int MANY_SEEDS = 30_000;
    /** Runs whose log is kept at a time. */
    private static final int RUNS = 500;

    private ExecutorService other;

    @BeforeAll
    void open() {
        other = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    void close() {
        other.shutdownNow();
    }

    private void elsewhere(Runnable task) {
        try {
            other.submit(task).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsItsPromises() {
        run(FIRST, SEEDS);
    }

    @Test
    @Tag("heavy")
    void keepsItsPromisesInManyRuns() {
        run(FIRST + SEEDS, MANY_SEEDS);
    }

    private void run(long first, int count) {
        for (long from = first; from < first + count; from += RUNS) {
            try (CapturedLog log = new CapturedLog()) {
                for (long seed = from; seed < Math.min(from + RUNS, first + count); seed++) {
                    new Simulation(seed, this::elsewhere).run();
                }
                // Publishers may fail, but nothing else.
                assertWithMessage("seeds from %s", from)
                        .that(log.lines(" ERROR ").stream()
                                .filter(it -> !it.matches(".* (GET|HEAD) /(loop-)?stream .*"))
                                .toList())
                        .isEmpty();
            }
        }
    }
}
