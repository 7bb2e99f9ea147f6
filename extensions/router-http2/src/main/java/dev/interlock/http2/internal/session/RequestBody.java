package dev.interlock.http2.internal.session;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.engine.BodyDelivery;
import dev.interlock.internal.engine.BodyFormat;
import dev.interlock.internal.engine.BodyFraming;
import dev.interlock.internal.engine.ServedRequest;
import dev.interlock.internal.message.RequestTrailers;
import org.jspecify.annotations.Nullable;

/** Body of a request in DATA frames. Used only by the thread of its event loop. */
final class RequestBody implements BodyFormat {
    private static final byte[] NONE = {};

    private @Nullable ByteWriter sink;
    private @Nullable RequestTrailers trailers;
    private int maxBody;
    private long received;
    /** Received bytes that no WINDOW_UPDATE has given back to the client. */
    private int credit;

    /** Whether the rest of the body is dropped. */
    private boolean dropping;
    /** Value of {@link #received} at the last check for progress. */
    private long checked;
    /** Time of the last check that saw progress, or 0 before the first check. */
    private long idleSince;
    /** Time since when only the rest of the body is missing, or 0 before the first check. */
    private long restSince;

    /** Result of {@link #receive}. */
    enum Receipt {
        TAKEN,
        TOO_LARGE,
        NO_MEMORY,
        /** Nobody wants the rest of the body, and it is too long to be dropped. */
        UNWANTED
    }

    void open() {
        received = 0;
        credit = 0;
        dropping = false;
        maxBody = 0;
        checked = 0;
        idleSince = 0;
        restSince = 0;
    }

    boolean hasBytes() {
        return received > 0;
    }

    /** Returns the receiver of the trailer fields, or null if nobody wants them. */
    @Nullable
    RequestTrailers trailers() {
        return trailers;
    }

    /** Returns the number of bytes by which a WINDOW_UPDATE may widen the window of the client. */
    int credit() {
        return credit;
    }

    /** Returns the credit, and sets it to 0. */
    int takeCredit() {
        int taken = credit;
        credit = 0;
        return taken;
    }

    /** Adds bytes that were received and dropped, for example padding. */
    void addCredit(int count) {
        credit += count;
    }

    @Override
    public void begin(BodyFraming framing, int most, @Nullable ByteWriter into, @Nullable RequestTrailers fields) {
        sink = into;
        maxBody = most;
        received = 0;
        trailers = framing.hasBody() ? fields : null;
        if (trailers != null) {
            trailers.begin();
        }
    }

    @Override
    public void drop(int most) {
        forget();
        drop();
        maxBody = most;
    }

    /** Drops the rest of the body. */
    void drop() {
        if (!dropping) {
            dropping = true;
            received = 0;
            maxBody = BodyDelivery.DROPPED_BYTES;
        }
    }

    boolean isDropping() {
        return dropping;
    }

    /** Returns whether no bytes have arrived for longer than the limit. Called repeatedly. */
    boolean isIdle(long now, long limitNanos) {
        if (idleSince == 0 || received != checked) {
            checked = received;
            idleSince = now;
        }
        return now - idleSince > limitNanos;
    }

    /**
     * Returns whether the rest of an unwanted body takes longer than the limit. Called repeatedly after the response.
     */
    boolean isRestLate(long now, long limitNanos) {
        if (restSince == 0) {
            restSince = now;
        }
        return now - restSince > limitNanos;
    }

    @Override
    public long remaining() {
        return 0;
    }

    @Override
    public void forget() {
        sink = null;
        trailers = null;
    }

    /** Takes content of a DATA frame. */
    Receipt receive(BodyDelivery delivery, byte[] bytes, int from, int to) {
        int count = to - from;
        received += count;
        credit += count;
        if (received > maxBody) {
            return dropping ? Receipt.UNWANTED : Receipt.TOO_LARGE;
        }
        if (dropping) {
            return Receipt.TAKEN;
        }
        if (!delivery.makeRoom(count)) {
            return Receipt.NO_MEMORY;
        }
        delivery.append(sink, bytes, from, to);
        return Receipt.TAKEN;
    }

    /** Ends the body. This may call the handler of the request. */
    void end(ServedRequest served) {
        RequestTrailers last = trailers;
        BodyDelivery delivery = served.body();
        if (last != null) {
            last.end();
        }
        if (delivery.isOpen()) {
            served.observation().bodyArrived(NONE, 0, 0, true);
            delivery.end();
        }
    }
}
