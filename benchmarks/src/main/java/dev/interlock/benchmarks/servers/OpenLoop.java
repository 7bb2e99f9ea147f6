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
 * Sends requests at a fixed average rate without waiting for responses: an open loop, like many independent clients.
 * The intervals are exponentially distributed. The latency of a request counts from its due time, even if it waits for
 * a connection. So a stalled server cannot hide its delay (coordinated omission). Uses one thread, which never sleeps.
 * Not thread-safe.
 */
final class OpenLoop implements AutoCloseable {
    private static final long SEED = 1;
    private static final int READ_BYTES = 64 * 1024;
    private static final int DIGITS = 3;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** Time after the last due request. Then the load stops waiting for responses. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Random random = new Random(SEED);
    private final Selector selector = Selector.open();
    private final List<PacedConnection> connections = new ArrayList<>();
    private final ArrayDeque<PacedConnection> free = new ArrayDeque<>();
    /** Connections whose response was complete when the sockets were last read. */
    private final List<PacedConnection> over = new ArrayList<>();

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final List<Exchange> exchanges;
    /** Encoded request of each exchange. */
    private final List<ByteBuffer> requests = new ArrayList<>();

    private Histogram latency = histogram();
    private int nextExchange;
    private long begin;
    private int answered;

    /**
     * Connects.
     *
     * @param connections maximum number of concurrent requests
     * @param closing whether each request has its own connection
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
     * Result of a run, in nanoseconds.
     *
     * @param lag time from the due time of each request until the load noticed it. This time is a part of the latency,
     *     and shows how accurate the load is. It excludes the time that a noticed request waits for a connection
     */
    record Result(Histogram latency, Histogram lag) {}

    /**
     * Sends requests and waits for all responses.
     *
     * @param rate average requests per second
     * @throws IOException when a response is wrong, or the server does not keep up
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
                // Reads the clock again, because sending the earlier requests took time.
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
     * Prepares connections for their next requests. Runs after all available responses were read: closing and opening
     * connections takes time, which must not count as latency of these responses. Runs before the selector is used
     * again, because the selector would report the sockets that the server has closed.
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
