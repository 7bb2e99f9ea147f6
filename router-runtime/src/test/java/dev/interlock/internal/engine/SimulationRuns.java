package dev.interlock.internal.engine;

import dev.interlock.observe.ExchangeListener;
import dev.interlock.server.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many seeds of the {@link Simulation}, on all processors. A failure names its seed. */
public final class SimulationRuns implements AutoCloseable {
    /** Number of runs after which the captured log is cleared. */
    private static final int ROUND = 1000;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    /** A thread other than the thread of the simulation. */
    private final Simulation.OtherThread other = new Simulation.OtherThread() {
        @Override
        public void start(Runnable task) {
            workers.execute(task);
        }

        @Override
        public void run(Runnable task) {
            Future<?> done = workers.submit(task);
            try {
                done.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private final int processors = Runtime.getRuntime().availableProcessors();

    /** Runs the seeds from {@code first} to the one before {@code end}. */
    void run(long first, long end) throws InterruptedException {
        for (long from = first; from < end; from += ROUND) {
            runRound(from, Math.min(from + ROUND, end));
        }
    }

    /**
     * Runs seeds until a time.
     *
     * @param until time, compared with {@link System#nanoTime}
     * @return the seed after the last one
     */
    long runUntil(long first, long until) throws InterruptedException {
        long from = first;
        while (System.nanoTime() < until) {
            runRound(from, from + ROUND);
            from += ROUND;
        }
        return from;
    }

    private void runRound(long first, long end) throws InterruptedException {
        List<String> errors;
        try (CapturedLog log = new CapturedLog()) {
            runAll(first, end);
            errors = errors(log);
        }
        if (!errors.isEmpty()) {
            throw new AssertionError("seed " + seedThatLogs(first, end) + ": " + errors);
        }
    }

    /** Runs seeds on all processors. Throws the failure of the lowest seed that fails. */
    private void runAll(long first, long end) throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        ConcurrentSkipListMap<Long, Throwable> failures = new ConcurrentSkipListMap<>();
        Callable<Void> worker = () -> {
            for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
                try {
                    simulate(seed);
                } catch (Throwable e) {
                    failures.put(seed, e);
                }
            }
            return null;
        };
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            all.add(worker);
        }
        workers.invokeAll(all);
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    failures.firstEntry().getValue().getMessage(),
                    failures.firstEntry().getValue());
        }
    }

    /** Runs one seed with a further listener, and returns the number of its exchanges. */
    public int exchanges(long seed, ExchangeListener further) {
        Simulation simulation = new Simulation(seed, other, further);
        simulation.run();
        return simulation.exchanges();
    }

    /** Runs one seed, and returns all bytes that its clients received. */
    String simulate(long seed) {
        Simulation simulation = new Simulation(seed, other);
        simulation.run();
        return simulation.received();
    }

    /** Runs seeds, and returns the numbers of rare events. */
    Map<String, Integer> coverage(long first, long end) {
        Map<String, Integer> all = new TreeMap<>();
        for (long seed = first; seed < end; seed++) {
            Simulation simulation = new Simulation(seed, other);
            simulation.run();
            simulation.coverage().forEach((event, count) -> all.merge(event, count, Integer::sum));
        }
        return all;
    }

    private String seedThatLogs(long first, long end) {
        for (long seed = first; seed < end; seed++) {
            try (CapturedLog log = new CapturedLog()) {
                simulate(seed);
                if (!errors(log).isEmpty()) {
                    return String.valueOf(seed);
                }
            }
        }
        return first + " to " + (end - 1) + ", none of them alone";
    }

    /** Returns the logged errors that no handler or publisher of the simulation has caused. */
    static List<String> errors(CapturedLog log) {
        return log.lines(" ERROR ").stream()
                .filter(it -> !it.matches("(?s).* (GET|HEAD) /((loop-)?stream|(block-)?fail) .*"))
                .toList();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
