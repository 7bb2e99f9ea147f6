package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Requests that arrive at a fixed rate, whether those before are answered or not: an open loop, as many independent clients
 * are one. The times between arrivals are exponentially distributed. Latency counts from the moment at which a request was
 * due, also when it had to wait for a connection, so that a server that stalls does not hide what that costs (coordinated
 * omission). One thread, which never sleeps; not for use by several.
 */
final class OpenLoop implements AutoCloseable {
    private static final long SEED = 1;
    private static final int READ_BYTES = 64 * 1024;
    private static final int DIGITS = 3;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** What is not answered so long after the last arrival is given up. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Random random = new Random(SEED);
    private final Selector selector = Selector.open();
    private final List<PacedConnection> connections = new ArrayList<>();
    private final ArrayDeque<PacedConnection> free = new ArrayDeque<>();
    /** Those whose answer was complete when the loop last looked. */
    private final List<PacedConnection> over = new ArrayList<>();

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final List<Exchange> exchanges;
    /** The bytes of each exchange. */
    private final List<ByteBuffer> requests = new ArrayList<>();

    private Histogram latency = histogram();
    private int nextExchange;
    private long begin;
    private int answered;

    /**
     * Connects.
     *
     * @param connections how many requests may be under way
     * @param closing whether each request has a connection of its own
     */
    OpenLoop(int port, List<Exchange> exchanges, int connections, boolean closing) throws IOException {
        this.exchanges = exchanges;
        for (Exchange exchange : exchanges) {
            byte[] bytes = exchange.bytes(closing);
            requests.add(ByteBuffer.allocateDirect(bytes.length).put(bytes));
        }
        SocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < connections; i++) {
            this.connections.add(new PacedConnection(server, selector, closing));
        }
        free.addAll(this.connections);
    }

    /**
     * What came of a run, in nanoseconds.
     *
     * @param lag how late the load noticed each request that was due: what it adds to latency itself. Not the time for which
     *     a request that was noticed waits for a connection.
     */
    record Result(Histogram latency, Histogram lag) {}

    /**
     * Sends requests and waits for all answers.
     *
     * @param rate requests a second on average
     * @throws IOException when an answer is wrong, or the server does not keep up at all
     */
    Result run(double rate, int seconds) throws IOException {
        Histogram lag = histogram();
        Arrivals arrivals = Arrivals.random(random, rate, seconds, lag);
        latency = histogram();
        answered = 0;
        begin = System.nanoTime();
        while (answered < arrivals.count()) {
            long now = System.nanoTime() - begin;
            while (arrivals.isDue(now) && !free.isEmpty()) {
                // Not when the loop began to look, as to send those before has taken time as well.
                send(free.poll(), arrivals.take(System.nanoTime() - begin));
            }
            arrivals.notice(now);
            selector.selectNow(this::ready);
            renew();
            if (now > TimeUnit.SECONDS.toNanos(seconds) + PATIENCE_NANOS) {
                throw new IOException(
                        "Only " + answered + " of " + arrivals.count() + " requests were answered in time");
            }
        }
        return new Result(latency, lag);
    }

    private void send(PacedConnection connection, long due) throws IOException {
        connection.send(exchanges.get(nextExchange), requests.get(nextExchange), due);
        nextExchange = (nextExchange + 1) % exchanges.size();
    }

    private void ready(SelectionKey key) {
        PacedConnection connection = (PacedConnection) key.attachment();
        try {
            if (connection.ready(key, buffer)) {
                latency.recordValue(Math.min(System.nanoTime() - begin - connection.due(), LONGEST_NANOS));
                answered++;
                over.add(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has connections be ready for their next requests: not before all answers that are there are read, as to close and to open
     * takes time that is none of theirs, and before the selector looks again, which would find sockets that the server closed.
     */
    private void renew() throws IOException {
        for (PacedConnection connection : over) {
            connection.renew();
            free.add(connection);
        }
        over.clear();
    }

    static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    @Override
    public void close() throws IOException {
        for (PacedConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
