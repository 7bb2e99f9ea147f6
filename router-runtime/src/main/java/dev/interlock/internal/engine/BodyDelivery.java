package dev.interlock.internal.engine;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpException;
import dev.interlock.internal.message.RequestTrailers;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the body of a request, whatever its wire format is. Gathers the body for the handler, streams it to the
 * handler, or drops it. Used only by the thread of its event loop.
 */
public final class BodyDelivery {
    /**
     * Limit on the bytes of an unwanted body. A smaller body is read and dropped, so that the connection can continue.
     */
    public static final int DROPPED_BYTES = 64 * 1024;

    private final BodyFormat format;
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

    BodyDelivery(BodyFormat format, Service service, ExchangeObservation observation) {
        this.format = format;
        this.observation = observation;
        progress = new BodyProgress(service.bodyPace());
        streamNanos = service.streamNanos();
        clock = service.clock();
    }

    /** Returns whether the body has begun and is incomplete. */
    public boolean isOpen() {
        return open;
    }

    public boolean isDropped() {
        return dropped;
    }

    /** Returns whether the current or last body is streamed to its handler. */
    boolean isStreamed() {
        return stream != null;
    }

    /** Resumes reading the streamed body if it has stopped and may continue. The event loop calls this repeatedly. */
    void tick() {
        if (stream != null) {
            stream.goOn();
        }
    }

    /** Returns the number of bytes of direct memory that wait for the handler. */
    public int waitingBytes() {
        return stream == null ? 0 : stream.heldBytes();
    }

    /** Returns whether reading pauses until the handler or the disk has taken some bytes. */
    public boolean isPaused() {
        return (stream != null && stream.isFull()) || (gathering != null && gathering.isBodyFull());
    }

    /** Returns whether a body of this length may be dropped. A body of unknown length may be. */
    public static boolean isDroppable(long length) {
        return length <= DROPPED_BYTES;
    }

    void gather(BodyFraming framing, int maxBody, Exchange into) {
        open(framing, maxBody, into.body(), into.request().receivedTrailers());
        gathering = into;
        timed = into.storesBody() && streamNanos > 0;
    }

    /** @param trailers receiver of the trailer fields */
    void stream(BodyFraming framing, int maxBody, RequestStream into, RequestTrailers trailers) {
        open(framing, maxBody, into.received(), trailers);
        stream = into;
        timed = streamNanos > 0;
        if (!framing.hasBody()) {
            close();
            into.end();
        }
    }

    /** Begins a body that nobody wants. */
    public void drop(BodyFraming framing) {
        open(framing, DROPPED_BYTES, null, null);
        dropped = true;
    }

    private void open(BodyFraming framing, int maxBody, @Nullable ByteWriter into, @Nullable RequestTrailers trailers) {
        format.begin(framing, maxBody, into, trailers);
        long now = clock.nanoTime();
        progress.begin(now);
        due = now + streamNanos;
        timed = false;
        open = true;
        dropped = false;
        stream = null;
        gathering = null;
        mostBody = framing.length() == BodyFraming.UNKNOWN ? maxBody : (int) Math.min(framing.length(), maxBody);
    }

    /** Drops the rest of the body, and forgets the destination. */
    void dropRest() {
        stream = null;
        gathering = null;
        timed = false;
        if (open) {
            dropped = true;
            format.drop(DROPPED_BYTES);
        }
    }

    /** Returns whether the bytes that are still missing, as far as known, are few enough to be dropped. */
    public boolean isRestDroppable() {
        return format.remaining() <= DROPPED_BYTES;
    }

    /** Drops the destination, because its exchange ends before the response. Further bytes are dropped. */
    void detach() {
        gathering = null;
        format.forget();
    }

    /**
     * Makes room for further bytes of a gathered body.
     *
     * @return false if the memory budget has no room
     */
    public boolean makeRoom(int more) {
        Exchange whole = gathering;
        return whole == null || whole.makeRoom(more, mostBody);
    }

    /**
     * Returns whether the bytes go to a buffer that all connections of the event loop share. The caller then passes
     * them on by {@link #publish}. Even after a failure, it must call {@link #clearShared}, because no other client may
     * see these bytes.
     */
    public boolean isShared() {
        return stream != null;
    }

    /** Passes on the bytes in the shared buffer. */
    public void publish() {
        if (stream != null) {
            stream.arrived();
        }
    }

    /** Empties the shared buffer. */
    public void clearShared() {
        if (stream != null) {
            stream.received().clear();
        }
    }

    /** Counts bytes for the rate of the body. */
    public void progressed(int bytes) {
        progress.add(bytes);
    }

    /**
     * Appends bytes to the destination that {@link BodyFormat#begin} was given, and passes them on. For a format
     * that passes only content, without framing.
     */
    public void append(@Nullable ByteWriter sink, byte[] bytes, int from, int to) {
        progress.add(to - from);
        if (sink == null) {
            return;
        }
        try {
            observation.bodyArrived(bytes, from, to, false);
            sink.append(bytes, from, to);
            publish();
        } finally {
            clearShared();
        }
        if (gathering != null) {
            gathering.bodyArrived();
        }
    }

    /** Notes that bytes of a gathered body were written to the exchange. */
    public void arrived() {
        if (gathering != null) {
            gathering.bodyArrived();
        }
    }

    /** Ends a complete body, and tells its receiver. */
    public void end() {
        RequestStream into = stream;
        Exchange whole = gathering;
        open = false;
        gathering = null;
        format.forget();
        if (into != null) {
            into.end();
        }
        if (whole != null) {
            whole.bodyEnded();
        }
    }

    /** Ends an incomplete body. If the body is streamed, its handler gets the failure. */
    public void fail(Throwable cause) {
        RequestStream into = stream;
        close();
        if (into != null) {
            into.fail(cause);
        }
    }

    /**
     * Ends an incomplete body, because its request is rejected. The handler has begun, so it gets the failure. The
     * failure becomes the response unless the handler makes another one.
     */
    void reject(Rejection rejection) {
        fail(
                rejection == ServerRejection.NO_MEMORY
                        ? new NoMemoryException()
                        : new HttpException(rejection.status(), rejection.detail()));
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
        format.forget();
    }

    /** Returns whether the deadline of a streamed or stored body has passed. */
    public boolean isOverdue(long now) {
        return open && timed && now - due > 0;
    }

    /**
     * Returns whether the body arrives too slowly. Called repeatedly.
     *
     * @param blocked whether the connection has stopped reading for another reason
     */
    public boolean isTooSlow(long now, boolean blocked) {
        return progress.isTooSlow(now, blocked || isPaused());
    }
}
