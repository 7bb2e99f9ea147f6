package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.OutgoingRequest;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.TrafficSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Assigns a due time to each recorded exchange, in one or more passes. Confined to one thread. */
public final class Schedule implements Closeable {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Opener opener;
    private final Pace pace;
    private final Bounds bounds;
    private final Map<String, Long> skipped = new TreeMap<>();
    private @Nullable TrafficSource source;
    private int pass;
    /** Number of exchanges read so far. */
    private long read;
    /** Number of exchanges scheduled so far. */
    private long scheduled;
    /** Number of exchanges read in this pass. */
    private long readInPass;
    /** Recorded arrival that corresponds to {@link #passStart}. */
    private long firstArrival;

    private long passStart;
    private long recordedNanos;
    private boolean isAnchored;
    private long lastDue;

    /** Opens the sources at their start. */
    public interface Opener {
        TrafficSource open() throws IOException;
    }

    /**
     * Bounds of a schedule.
     *
     * @param skip number of exchanges at the start that an earlier run sent
     * @param most limit on the number of requests
     * @param mostNanos limit on the due times, from the start
     * @param passes number of times to play the recording, 1 or more
     */
    public record Bounds(long skip, long most, long mostNanos, int passes) {}

    public Schedule(Opener opener, Pace pace, Bounds bounds) {
        this.opener = opener;
        this.pace = pace;
        this.bounds = bounds;
    }

    /** Returns the next exchange with its due time after the start, or null after the last one. */
    @Nullable
    Scheduled next() throws IOException {
        while (scheduled < bounds.most()) {
            Exchange exchange = readNext();
            if (exchange == null) {
                return null;
            }
            long sequence = read - 1;
            if (sequence < bounds.skip() || isSkipped(exchange)) {
                continue;
            }
            long due = due(exchange);
            if (due >= bounds.mostNanos()) {
                return null;
            }
            scheduled++;
            return new Scheduled(sequence, due, exchange.inPass(pass));
        }
        return null;
    }

    private @Nullable Exchange readNext() throws IOException {
        while (true) {
            TrafficSource open = source == null ? opener.open() : source;
            source = open;
            Exchange next = open.next();
            if (next != null) {
                read++;
                readInPass++;
                return next;
            }
            open.close();
            source = null;
            if (readInPass == 0 || ++pass >= bounds.passes()) {
                pass = Integer.MAX_VALUE;
                return null;
            }
            // The next pass begins one average gap after this one.
            passStart = recordedNanos + recordedNanos / Math.max(1, readInPass - 1);
            readInPass = 0;
            isAnchored = false;
        }
    }

    private long due(Exchange exchange) {
        if (!isAnchored) {
            isAnchored = true;
            firstArrival = exchange.arrivedNanos();
        }
        recordedNanos = Math.max(recordedNanos, passStart + exchange.arrivedNanos() - firstArrival);
        lastDue = Math.max(lastDue, pace.dueNanos(recordedNanos, scheduled));
        return lastDue;
    }

    private boolean isSkipped(Exchange exchange) {
        String reason = null;
        if (!exchange.request().body().isComplete()) {
            reason = "the recording does not have the whole request body";
        } else if (exchange.request().method().equals("CONNECT")
                || (exchange.response() != null && exchange.response().status() == SWITCHING_PROTOCOLS)) {
            reason = "the connection switched to another protocol";
        } else if (!OutgoingRequest.isTarget(exchange.request().target())
                || !exchange.request().method().matches("[A-Za-z-]{1,32}")) {
            reason = "the request line is malformed";
        }
        if (reason != null) {
            synchronized (skipped) {
                skipped.merge(reason, 1L, Long::sum);
            }
        }
        return reason != null;
    }

    /** Returns the number of exchanges that cannot be replayed, by reason. Any thread may call this method. */
    public Map<String, Long> skipped() {
        synchronized (skipped) {
            return new TreeMap<>(skipped);
        }
    }

    /** Returns the number of exchanges read so far. */
    long read() {
        return read;
    }

    @Override
    public void close() throws IOException {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
