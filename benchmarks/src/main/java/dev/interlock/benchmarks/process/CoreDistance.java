package dev.interlock.benchmarks.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far the two cores are from each other: the time that a cache line takes from one to the other and back. A virtual
 * machine's host may move its cores near to or far from each other for minutes, which changes what every call of a socket
 * costs.
 */
public final class CoreDistance {
    private static final String ECHO = "echo-core";
    private static final String PROBE = "probe-core";
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
        double[] least = {Double.MAX_VALUE};
        CountDownLatch pinned = new CountDownLatch(1);
        Thread echo = start(ECHO, pinned, () -> echo(line));
        Thread probe = start(PROBE, pinned, () -> least[0] = probe(line));
        pin(ECHO, cores.server());
        pin(PROBE, cores.load());
        pinned.countDown();
        probe.join();
        echo.join();
        return least[0];
    }

    private static Thread start(String name, CountDownLatch pinned, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pinned.await();
                        work.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void echo(AtomicInteger line) {
        for (int expected = 1; ; expected += 2) {
            int seen = line.get();
            while (seen != expected) {
                if (seen == END) {
                    return;
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

    /** The JVM gives its threads their names in the kernel, too, which is how to find them. */
    private static void pin(String name, int processor) throws IOException, InterruptedException {
        Cores.pinThread(processor, Long.parseLong(task(name).getFileName().toString()));
    }

    private static boolean isNamed(Path task, String name) {
        try {
            return Files.readString(task.resolve("comm")).strip().equals(name);
        } catch (IOException e) {
            // A thread that has ended meanwhile, such as one of the compiler's.
            return false;
        }
    }

    private static Path task(String name) throws IOException, InterruptedException {
        while (true) {
            try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
                for (Path task : tasks) {
                    if (isNamed(task, name)) {
                        return task;
                    }
                }
            }
            Thread.sleep(1);
        }
    }
}
