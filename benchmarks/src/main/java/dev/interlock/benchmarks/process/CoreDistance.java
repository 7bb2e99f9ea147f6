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
 * Distance of the two cores: the time that a cache line takes from one core to the other and back. The host of a
 * virtual machine may move the cores closer together or farther apart for minutes. This changes the cost of every
 * socket call.
 */
public final class CoreDistance {
    private static final int WARM_UP = 20_000;
    private static final int ROUND_TRIPS = 20_000;
    private static final int PARTS = 5;
    private static final int END = -1;

    private final Cores cores;

    public CoreDistance(Cores cores) {
        this.cores = cores;
    }

    /**
     * Returns the nanoseconds of a round trip. Takes the minimum of several measurements, because other programs may
     * use the cores.
     */
    public double nanoseconds() throws IOException, InterruptedException {
        AtomicInteger line = new AtomicInteger();
        CountDownLatch pinned = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> echo = threads.submit(pinned(cores.server(), pinned, () -> echo(line)));
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

    /** Pins the working thread to a processor, and begins when both threads are pinned. */
    private static <T> Callable<T> pinned(int processor, CountDownLatch pinned, Callable<T> work) {
        return () -> {
            // The link ends with the id of the thread.
            Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            Cores.pinThread(processor, Long.parseLong(String.valueOf(self.getFileName())));
            pinned.countDown();
            pinned.await();
            return work.call();
        };
    }

    private static int echo(AtomicInteger line) {
        for (int expected = 1; ; expected += 2) {
            int seen = line.get();
            while (seen != expected) {
                if (seen == END) {
                    return seen;
                }
                Thread.onSpinWait();
                seen = line.get();
            }
            line.set(expected + 1);
        }
    }

    private static double probe(AtomicInteger line) {
        int next = roundTrips(line, 1, WARM_UP);
        double least = Double.MAX_VALUE;
        for (int part = 0; part < PARTS; part++) {
            long begin = System.nanoTime();
            next = roundTrips(line, next, ROUND_TRIPS);
            least = Math.min(least, (System.nanoTime() - begin) / (double) ROUND_TRIPS);
        }
        line.set(END);
        return least;
    }

    private static int roundTrips(AtomicInteger line, int first, int count) {
        int next = first;
        for (int i = 0; i < count; i++, next += 2) {
            line.set(next);
            while (line.get() != next + 1) {
                Thread.onSpinWait();
            }
        }
        return next;
    }
}
