package dev.interlock.internal.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * In every simulated run with HTTP/2, the engine keeps its promises. A failure names its seed. {@code
 * -Dsimulation.seed=SEED} repeats the run.
 */
final class Http2SimulationTest {
    private static final long ONLY = Long.getLong("simulation.seed", -1);
    private static final long FIRST = Math.max(ONLY, 0);
    private static final int SEEDS = Integer.getInteger("simulation.seeds", ONLY >= 0 ? 1 : 3000);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void keepsItsPromises() {
        Simulation.OtherThread other = new Simulation.OtherThread() {
            @Override
            public void start(Runnable task) {
                threads.execute(task);
            }

            @Override
            public void run(Runnable task) {
                try {
                    threads.submit(task).get();
                } catch (ExecutionException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            new Http2Simulation(seed, other).run();
        }
    }
}
