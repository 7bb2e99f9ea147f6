package dev.interlock.http2.internal.stream;

import dev.interlock.http2.internal.error.Violation;
import org.jspecify.annotations.Nullable;

/**
 * State of one open stream of a client (RFC 9113 section 5.1): which halves have ended, the windows, and the rest of
 * the request body. A method that takes a frame returns the violation, or null. Serves one stream after another. Used
 * only by the thread of its event loop.
 */
public final class StreamState {
    /** Length of a body whose length is not known. */
    public static final long UNKNOWN = -1;

    /** Phase of a stream. It is {@link #CLOSED} while the object serves no stream. */
    private enum Phase {
        OPEN,
        /** The client has ended its half. */
        HALF_CLOSED_REMOTE,
        /** The server has ended its half. */
        HALF_CLOSED_LOCAL,
        CLOSED
    }

    private final SendWindow sendWindow = new SendWindow();
    private final ReceiveWindow receiveWindow = new ReceiveWindow();
    private Phase phase = Phase.CLOSED;
    /** Bytes of the request body that have not arrived, or {@link #UNKNOWN}. */
    private long rest = UNKNOWN;

    /**
     * Begins with the HEADERS frame of a request.
     *
     * @param bodyLength value of Content-Length, or {@link #UNKNOWN}
     */
    public void open(int sendSize, int receiveSize, boolean endStream, long bodyLength) {
        sendWindow.begin(sendSize);
        receiveWindow.begin(receiveSize);
        phase = endStream ? Phase.HALF_CLOSED_REMOTE : Phase.OPEN;
        rest = bodyLength;
    }

    public SendWindow sendWindow() {
        return sendWindow;
    }

    public ReceiveWindow receiveWindow() {
        return receiveWindow;
    }

    /** Returns whether the client has ended its half, or the stream was reset. */
    public boolean isClientDone() {
        return phase == Phase.HALF_CLOSED_REMOTE || phase == Phase.CLOSED;
    }

    /** Returns whether the server has ended its half, or the stream was reset. */
    public boolean isServerDone() {
        return phase == Phase.HALF_CLOSED_LOCAL || phase == Phase.CLOSED;
    }

    /** Returns whether both halves have ended, or the stream was reset. */
    public boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Takes a further HEADERS frame: trailer fields. */
    public @Nullable Violation trailers(boolean endStream) {
        if (isClientDone()) {
            return Violation.HALF_CLOSED_STREAM;
        }
        if (!endStream) {
            return Violation.TRAILERS_NOT_LAST;
        }
        return endClient();
    }

    /**
     * Takes the start of a DATA frame. The caller counts the window of the connection.
     *
     * @param length length of the payload with its padding, in bytes
     */
    public @Nullable Violation data(int length) {
        if (isClientDone()) {
            return Violation.HALF_CLOSED_STREAM;
        }
        return receiveWindow.received(length) ? null : Violation.STREAM_WINDOW_EXCEEDED;
    }

    /** Takes a piece of the content of a DATA frame. */
    public @Nullable Violation content(int count) {
        if (rest == UNKNOWN) {
            return null;
        }
        if (count > rest) {
            return Violation.BODY_LENGTH;
        }
        rest -= count;
        return null;
    }

    /** Ends the half of the client. */
    public @Nullable Violation endClient() {
        phase = phase == Phase.HALF_CLOSED_LOCAL ? Phase.CLOSED : Phase.HALF_CLOSED_REMOTE;
        return rest > 0 ? Violation.BODY_LENGTH : null;
    }

    /** Ends the half of the server. */
    public void endServer() {
        phase = isClientDone() ? Phase.CLOSED : Phase.HALF_CLOSED_LOCAL;
    }

    /** Ends both halves. */
    public void reset() {
        phase = Phase.CLOSED;
    }

    /** Takes a WINDOW_UPDATE. */
    public @Nullable Violation windowUpdate(int increment) {
        return sendWindow.widen(increment) ? null : Violation.STREAM_WINDOW_OVERFLOW;
    }
}
