package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the distance of the two cores: the time that a cache line takes from one core to the other and back. The
 * host of a virtual machine may move the virtual cores to other physical cores for minutes. Then the distance changes,
 * and with it the cost of every socket call.
 */
public record CoreDistance(Cores cores) {
    private static final int ROUND_TRIPS = 20_000;
    /** Number of measurements. The first of them is the warm-up. */
    private static final int MEASUREMENTS = 6;

    private static final int END = -1;

    /**
     * Returns the time of a round trip in nanoseconds. Takes the minimum of several measurements, because other
     * programs may use the cores.
     */
    public double nanoseconds() throws IOException, InterruptedException {
        AtomicInteger line = new AtomicInteger();
        CountDownLatch pinned = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Double> echo = threads.submit(pinned(cores.server(), pinned, () -> echo(line)));
            double least = threads.submit(pinned(cores.load(), pinned, () -> probe(line)))
                    .get();
            echo.get();
            return least;
        } catch (ExecutionException e) {
            throw new IOException("The distance of the cores cannot be measured", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Pins the current thread to a processor. Begins the work when both threads are pinned. */
    private static Callable<Double> pinned(int processor, CountDownLatch pinned, Callable<Double> work) {
        return () -> {
            // The target of the link ends with the id of the thread.
            Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            Cores.pinThread(processor, String.valueOf(self.getFileName()));
            pinned.countDown();
            pinned.await();
            return work.call();
        };
    }

    /** Waits for each odd number and replaces it with the next number. */
    private static double echo(AtomicInteger line) {
        int seen = line.get();
        while (seen != END) {
            if (seen % 2 == 1) {
                line.set(seen + 1);
            } else {
                Thread.onSpinWait();
            }
            seen = line.get();
        }
        return seen;
    }

    private static double probe(AtomicInteger line) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long begin = System.nanoTime();
            for (int next = 1; next < 2 * ROUND_TRIPS; next += 2) {
                line.set(next);
                while (line.get() != next + 1) {
                    Thread.onSpinWait();
                }
            }
            least = Math.min(least, (System.nanoTime() - begin) / (double) ROUND_TRIPS);
        }
        line.set(END);
        return least;
    }
}
