package dev.interlock.internal.http1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.engine.BodyProgress;
import dev.interlock.internal.engine.ConnectionClosedException;
import dev.interlock.internal.engine.Exchange;
import dev.interlock.internal.engine.ExchangeObservation;
import dev.interlock.internal.engine.Inbound;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.engine.NoMemoryException;
import dev.interlock.internal.engine.Rejection;
import dev.interlock.internal.engine.RequestStream;
import dev.interlock.internal.engine.ServerRejection;
import dev.interlock.internal.engine.Service;
import dev.interlock.internal.message.RequestTrailers;
import org.jspecify.annotations.Nullable;

/**
 * Receives the body of a request. Gathers the body for the handler, streams it to the handler, or drops it. Used only
 * by the thread of its event loop.
 */
final class BodyIntake {
    /**
     * Limit on the bytes of an unwanted body. A smaller body is read and dropped, so that the connection can continue.
     */
    private static final int DROPPED_BYTES = 64 * 1024;

    private final BodyReader reader;
    private final ExchangeObservation observation;
    private final BodyProgress progress;
    private final long streamNanos;
    private final LoopClock clock;
    private boolean open;
    /** Deadline of the body, from {@link LoopClock#nanoTime}. Valid only if the body has a deadline. */
    private long due;
    /** Whether the body has a deadline. */
    private boolean timed;

    private boolean dropped;
    private @Nullable RequestStream stream;
    private @Nullable Exchange gathering;
    /** Upper bound on the bytes of the body: its length if the head states one, or else the limit of the route. */
    private int mostBody;
    /** Whether the memory budget had no room for the body. */
    private boolean noMemory;

    BodyIntake(Limits limits, Service service, ExchangeObservation observation) {
        reader = new BodyReader(limits);
        this.observation = observation;
        progress = new BodyProgress(service.bodyPace());
        streamNanos = service.streamNanos();
        clock = service.clock();
    }

    /** Returns whether the body has begun and is incomplete. */
    boolean isOpen() {
        return open;
    }

    boolean isDropped() {
        return dropped;
    }

    /** Returns whether the current or last body is streamed to its handler. */
    boolean isStreamed() {
        return stream != null;
    }

    /** Returns whether the last body was gathered. */
    boolean isGathered() {
        return !dropped && stream == null;
    }

    /** Resumes reading the streamed body if it has stopped and may continue. The event loop calls this repeatedly. */
    void tick() {
        if (stream != null) {
            stream.goOn();
        }
    }

    /** Returns the number of bytes of direct memory that wait for the handler. */
    int waitingBytes() {
        return stream == null ? 0 : stream.heldBytes();
    }

    /** Returns whether reading pauses until the handler or the disk has taken some bytes. */
    boolean isPaused() {
        return (stream != null && stream.isFull()) || (gathering != null && gathering.isBodyFull());
    }

    /**
     * Returns whether the head allows dropping the body. It does for a short body, and for a chunked body of unknown
     * length.
     */
    boolean isDroppable(Framing framing) {
        return framing.length() <= DROPPED_BYTES;
    }

    void gather(Framing framing, int maxBody, Exchange into) {
        open(framing, maxBody, into.body(), into.request().receivedTrailers());
        gathering = into;
        timed = into.storesBody() && streamNanos > 0;
    }

    /** @param trailers receiver of the trailer fields */
    void stream(Framing framing, int maxBody, RequestStream into, RequestTrailers trailers) {
        open(framing, maxBody, into.received(), trailers);
        stream = into;
        timed = streamNanos > 0;
        if (!framing.hasBody()) {
            close();
            into.end();
        }
    }

    void drop(Framing framing) {
        open(framing, DROPPED_BYTES, null, null);
        dropped = true;
    }

    private void open(Framing framing, int maxBody, @Nullable ByteWriter into, @Nullable RequestTrailers trailers) {
        reader.begin(framing, maxBody, into, trailers);
        long now = clock.nanoTime();
        progress.begin(now);
        due = now + streamNanos;
        timed = false;
        open = true;
        dropped = false;
        stream = null;
        gathering = null;
        noMemory = false;
        mostBody = framing.length() == Framing.CHUNKED ? maxBody : (int) Math.min(framing.length(), maxBody);
    }

    /** Drops the rest of the body, and forgets the destination. */
    void dropRest() {
        stream = null;
        gathering = null;
        timed = false;
        if (open) {
            dropped = true;
            reader.drop(DROPPED_BYTES);
        }
    }

    /**
     * Returns whether the remaining bytes are few enough to be dropped. See {@link BodyReader#remaining} for the bytes
     * that count.
     */
    boolean isRestDroppable() {
        return reader.remaining() <= DROPPED_BYTES;
    }

    /** Reads more bytes of the body. */
    Progress read(Inbound inbound) {
        Exchange whole = gathering;
        if (whole != null && !whole.makeRoom(reader.upcoming(inbound.available()), mostBody)) {
            noMemory = true;
            return Progress.REFUSED;
        }
        RequestStream into = stream;
        Progress made = into == null ? readOn(inbound) : readOn(inbound, into);
        if (made == Progress.DONE) {
            open = false;
            gathering = null;
            reader.forget();
            if (into != null) {
                into.end();
            }
        }
        return made;
    }

    private Progress readOn(Inbound inbound) {
        int from = inbound.from();
        Progress made;
        try {
            made = readInto(reader.sink(), inbound);
        } catch (NoMemoryException e) {
            // There was no memory for the trailer fields.
            noMemory = true;
            return Progress.REFUSED;
        }
        inbound.skipTo(reader.end());
        progress.add(inbound.from() - from);
        return made;
    }

    /** @param sink destination of the body, or null to drop the body */
    private Progress readInto(@Nullable ByteWriter sink, Inbound inbound) {
        int before = sink == null ? 0 : sink.length();
        Progress made = reader.read(inbound.bytes(), inbound.from(), inbound.to());
        if (sink != null) {
            observation.bodyArrived(sink.array(), before, sink.length(), made == Progress.DONE);
        }
        return made;
    }

    /**
     * Reads into a buffer that all streams of the loop share. Always empties the buffer afterwards, because no other
     * client may see these bytes.
     */
    private Progress readOn(Inbound inbound, RequestStream into) {
        try {
            Progress made = readOn(inbound);
            if (made != Progress.REFUSED) {
                into.arrived();
            }
            return made;
        } finally {
            into.received().clear();
        }
    }

    Rejection rejection() {
        return noMemory ? ServerRejection.NO_MEMORY : reader.refusal();
    }

    /** Ends an incomplete body. If the body is streamed, its handler gets the failure. */
    void fail(Throwable cause) {
        RequestStream into = stream;
        close();
        if (into != null) {
            into.fail(cause);
        }
    }

    /** Ends an incomplete body, because its connection has closed. */
    void connectionClosed() {
        if (open) {
            // Usually no body is open. The check then avoids an exception and its stack trace.
            fail(new ConnectionClosedException());
        }
    }

    /** Ends the body, and drops its destination so that the connection does not retain the gathered bytes. */
    void close() {
        open = false;
        stream = null;
        gathering = null;
        reader.forget();
    }

    /** Returns whether the deadline of a streamed or stored body has passed. */
    boolean isOverdue(long now) {
        return open && timed && now - due > 0;
    }

    /**
     * Returns whether the body arrives too slowly. Called repeatedly.
     *
     * @param blocked whether the connection has stopped reading for another reason
     */
    boolean isTooSlow(long now, boolean blocked) {
        return progress.isTooSlow(now, blocked || isPaused());
    }
}
