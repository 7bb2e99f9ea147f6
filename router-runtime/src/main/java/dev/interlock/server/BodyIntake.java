package dev.interlock.server;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http1.BodyReader;
import dev.interlock.http1.Framing;
import dev.interlock.http1.Progress;
import dev.interlock.http1.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The body that a session is receiving: gathered for its handler, handed on to it as it arrives, or dropped. Used by the
 * thread of its event loop alone.
 */
final class BodyIntake {
    /** A body that nobody wants is read up to this many bytes, so that the connection can go on. */
    private static final int DROPPED_BYTES = 64 * 1024;

    private final BodyReader reader;
    private final BodyProgress progress;
    private final long streamNanos;
    private boolean open;
    /** When the body has to be complete, as of {@link System#nanoTime}; used if it is timed. */
    private long due;
    /** Whether the body has a deadline. */
    private boolean timed;

    private boolean dropped;
    private @Nullable RequestStream stream;
    private @Nullable Exchange gathering;
    /** Bytes that the body has at most, as far as the head tells. */
    private int mostBody;
    /** Whether the body was refused because the connections hold too much. */
    private boolean noMemory;

    BodyIntake(Service service) {
        reader = new BodyReader(service.limits());
        progress = new BodyProgress(service.bodyPace());
        streamNanos = service.streams().nanos();
    }

    /** Whether there is something of the body to come. */
    boolean isOpen() {
        return open;
    }

    boolean isDropped() {
        return dropped;
    }

    /** Whether the body is handed on as it arrives, and is not yet complete. */
    boolean isStreamed() {
        return stream != null;
    }

    /** Whether the body that was read last was gathered. */
    boolean isGathered() {
        return !dropped && stream == null;
    }

    /** Has what stopped for want of memory go on; to be called again and again. */
    void tick() {
        if (stream != null) {
            stream.goOn();
        }
    }

    /** Bytes of direct memory that wait for the handler. */
    int waitingBytes() {
        return stream == null ? 0 : stream.heldBytes();
    }

    /** Whether the handler has to take something, or the disk, before more is read. */
    boolean isPaused() {
        return (stream != null && stream.isFull()) || (gathering != null && gathering.isBodyFull());
    }

    /** Whether so little follows the head, for all that it says, that it can be dropped. */
    boolean isDroppable(Framing framing) {
        return framing.length() <= DROPPED_BYTES;
    }

    void gather(Framing framing, int maxBody, Exchange into) {
        open(framing, maxBody, into.body());
        gathering = into;
        timed = into.storesBody() && streamNanos > 0;
    }

    void stream(Framing framing, int maxBody, RequestStream into) {
        open(framing, maxBody, into.received());
        stream = into;
        timed = streamNanos > 0;
        if (!framing.hasBody()) {
            close();
            into.end();
        }
    }

    void drop(Framing framing) {
        open(framing, DROPPED_BYTES, null);
        dropped = true;
    }

    private void open(Framing framing, int maxBody, @Nullable ByteWriter into) {
        reader.begin(framing, maxBody, into);
        long now = System.nanoTime();
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

    /** Nobody wants the rest of a body that was to be handed on. */
    void dropRest() {
        stream = null;
        gathering = null;
        timed = false;
        if (open) {
            dropped = true;
            reader.drop(DROPPED_BYTES);
        }
    }

    /** Whether as little is to come, for all that is known, that it can be dropped. */
    boolean isRestDroppable() {
        return reader.remaining() <= DROPPED_BYTES;
    }

    /** Reads on. */
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
        Progress made = reader.read(inbound.bytes(), from, inbound.to());
        inbound.skipTo(reader.end());
        progress.add(inbound.from() - from);
        return made;
    }

    /** Reads by way of an array that all streams of the loop share: whatever happens, nothing is left there for another client. */
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

    Refusal refusal() {
        return noMemory ? Refusal.NO_MEMORY : reader.refusal();
    }

    /** What has begun to be handed on does not come to its end. */
    void fail(Throwable cause) {
        RequestStream into = stream;
        close();
        if (into != null) {
            into.fail(cause);
        }
    }

    /** No more comes. */
    void connectionClosed() {
        if (open) {
            // Else the trace of a stack would be made for every connection.
            fail(new ConnectionClosedException());
        }
    }

    /** Forgets where the body was to go: the connection must not keep what it had gathered. */
    void close() {
        open = false;
        stream = null;
        gathering = null;
        reader.forget();
    }

    /** Whether a body that is handed on, or goes to a file, should be complete by now. */
    boolean isOverdue(long now) {
        return open && timed && now - due > 0;
    }

    /**
     * Whether it comes too slowly; to be asked again and again.
     *
     * @param blocked whether the connection reads nothing, for a reason that is not the body's
     */
    boolean isTooSlow(long now, boolean blocked) {
        return progress.isTooSlow(now, blocked || isPaused());
    }
}
