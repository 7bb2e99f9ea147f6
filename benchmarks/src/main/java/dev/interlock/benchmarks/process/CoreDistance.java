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
 * How far the two cores are from each other: the time that a cache line takes from one to the other and back. A virtual
 * machine's host may move its cores near to or far from each other for minutes, which changes what every call of a socket
 * costs.
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

    /** Nanoseconds of a round trip: the least of several measurements, as others may run on the cores. */
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

    /** Keeps the thread that does the work to a processor, and begins when both threads are there. */
    private static <T> Callable<T> pinned(int processor, CountDownLatch pinned, Callable<T> work) {
        return () -> {
            // The link ends with the number of the thread.
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
