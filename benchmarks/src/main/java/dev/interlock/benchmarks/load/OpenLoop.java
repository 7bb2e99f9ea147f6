package dev.interlock.benchmarks.load;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a fixed average rate without waiting for responses: an open loop, like many independent clients.
 * The intervals are exponentially distributed. The latency of a request counts from its due time, even if it waits for
 * a connection. So a stalled server cannot hide its delay (coordinated omission). Uses one thread, which never sleeps.
 * Not thread-safe.
 */
public final class OpenLoop implements AutoCloseable {
    private static final long SEED = 1;
    private static final double NANOS = 1e9;
    private static final int DIGITS = 3;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** Longest time to wait for responses after the last due time of a request. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Random random = new Random(SEED);
    private final ConnectionPool connections;

    private Histogram latency = histogram();
    private long begin;
    private int answered;

    /**
     * Connects.
     *
     * @param exchanges requests to send in turn, with the expected responses
     */
    public OpenLoop(int port, List<Exchange> exchanges, ConnectionPlan plan) throws IOException {
        connections = new ConnectionPool(port, exchanges, plan, this::answered);
    }

    /**
     * Result of a run, in nanoseconds.
     *
     * @param lag time from the due time of each request until the load noticed it. This time is a part of the latency,
     *     and shows how accurate the load is. It excludes the time that a noticed request waits for a connection
     */
    public record Result(Histogram latency, Histogram lag) {}

    /**
     * Sends requests and waits for all responses.
     *
     * @param rate average requests per second
     * @throws IOException when a connection fails, or the server does not keep up
     * @throws IllegalStateException when a response is wrong
     */
    public Result run(double rate, double seconds) throws IOException {
        Histogram lag = histogram();
        Arrivals arrivals = Arrivals.random(random, rate, seconds, lag);
        latency = histogram();
        answered = 0;
        begin = System.nanoTime();
        while (answered < arrivals.count()) {
            long now = System.nanoTime() - begin;
            while (arrivals.isDue(now) && connections.hasFree()) {
                // Reads the clock again, because sending the earlier requests took time.
                connections.send(arrivals.take(System.nanoTime() - begin));
            }
            arrivals.notice(now);
            connections.poll(false);
            if (now > seconds * NANOS + PATIENCE_NANOS) {
                throw new IOException(
                        "Only " + answered + " of " + arrivals.count() + " requests were answered in time");
            }
        }
        connections.checkSessions();
        return new Result(latency, lag);
    }

    private void answered(long due) {
        latency.recordValue(Math.min(System.nanoTime() - begin - due, LONGEST_NANOS));
        answered++;
    }

    /** Returns an empty histogram of nanoseconds. */
    public static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    @Override
    public void close() throws IOException {
        connections.close();
    }
}
