package dev.interlock.http2.internal.stream;

import dev.interlock.http2.internal.error.Violation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of the streams that a client has begun and that are no longer open (RFC 9113 section 5.1). Remembers how
 * the last of them ended, because that decides whether a frame on an ended stream is late or a violation.
 */
public final class StreamNumbers {
    /** How a stream has ended. */
    public enum End {
        /** Both sides have ended it. */
        COMPLETE,
        RESET_BY_CLIENT,
        /** Frames on the stream are ignored, because the client may have sent them before it received the reset. */
        RESET_BY_SERVER
    }

    /** Identifiers of the last streams that have ended, each in its {@link #slot}. */
    private final int[] ended;

    /** How the streams in {@link #ended} have ended. */
    private final @Nullable End[] ends;

    private int highest;

    /** @param remembered number of streams whose end is remembered, a power of two */
    public StreamNumbers(int remembered) {
        ended = new int[remembered];
        ends = new @Nullable End[remembered];
    }

    /** Returns the highest identifier of a stream that the client has begun, or 0. */
    public int highest() {
        return highest;
    }

    /**
     * Takes a HEADERS frame on a stream that is not open.
     *
     * @return violation, or null if the frame begins a stream or must be ignored. If it begins a stream, {@link
     *     #highest} is now its identifier
     */
    public @Nullable Violation headers(int stream) {
        if ((stream & 1) == 0) {
            return Violation.EVEN_STREAM;
        }
        if (stream > highest) {
            highest = stream;
            return null;
        }
        return end(stream) == null ? Violation.OLD_STREAM : late(stream);
    }

    /** Takes a DATA frame on a stream that is not open. Returns a violation, or null if the frame must be ignored. */
    public @Nullable Violation data(int stream) {
        return isIdle(stream) ? Violation.IDLE_STREAM : late(stream);
    }

    /**
     * Takes RST_STREAM or WINDOW_UPDATE on a stream that is not open. Returns a violation, or null if the frame must be
     * ignored.
     */
    public @Nullable Violation control(int stream) {
        return isIdle(stream) ? Violation.IDLE_STREAM : null;
    }

    private boolean isIdle(int stream) {
        return stream > highest || (stream & 1) == 0;
    }

    /** Returns the violation of a frame on an ended stream, or null if the frame must be ignored. */
    private @Nullable Violation late(int stream) {
        End end = end(stream);
        if (end == End.RESET_BY_SERVER) {
            return null;
        }
        return end == End.COMPLETE ? Violation.CLOSED_STREAM : Violation.RESET_STREAM;
    }

    /** Returns how a stream has ended, or null if that is forgotten. */
    private @Nullable End end(int stream) {
        int slot = slot(stream);
        return ended[slot] == stream ? ends[slot] : null;
    }

    private int slot(int stream) {
        return stream >>> 1 & (ended.length - 1);
    }

    /** Remembers the end of a stream. */
    public void ended(int stream, End end) {
        int slot = slot(stream);
        // An old stream that ends late must not replace a newer stream.
        if (stream > ended[slot]) {
            ended[slot] = stream;
            ends[slot] = end;
        }
    }

    /** Forgets all streams, for the next connection. */
    public void clear() {
        Arrays.fill(ended, 0);
        highest = 0;
    }
}
