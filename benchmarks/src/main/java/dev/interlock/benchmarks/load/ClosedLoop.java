package dev.interlock.benchmarks.load;

import java.io.IOException;
import java.util.List;

/**
 * Sends a request whenever a connection is free: a closed loop. Does what wrk and h2load cannot: it closes a connection
 * after a number of requests, and it resumes TLS sessions, or never does. Uses one thread. Not thread-safe.
 */
public final class ClosedLoop implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final ConnectionPool connections;
    private long answered;

    /**
     * Connects.
     *
     * @param exchanges requests to send in turn, with the expected responses
     */
    public ClosedLoop(int port, List<Exchange> exchanges, ConnectionPlan plan) throws IOException {
        connections = new ConnectionPool(port, exchanges, plan, due -> answered++);
    }

    /**
     * Result of a run.
     *
     * @param requests number of complete responses
     */
    public record Result(long requests, double seconds) {}

    /**
     * Sends requests.
     *
     * @throws IOException when a connection fails, or no request is answered
     * @throws IllegalStateException when a response is wrong
     */
    public Result run(double seconds) throws IOException {
        answered = 0;
        long begin = System.nanoTime();
        double end = begin + seconds * NANOS;
        long now = begin;
        while (now < end) {
            while (connections.hasFree()) {
                connections.send(now);
            }
            connections.poll(true);
            now = System.nanoTime();
        }
        if (answered == 0) {
            throw new IOException("No request was answered in " + seconds + " seconds");
        }
        connections.checkSessions();
        return new Result(answered, (now - begin) / NANOS);
    }

    @Override
    public void close() throws IOException {
        connections.close();
    }
}
