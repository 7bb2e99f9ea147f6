package dev.interlock.http2.internal.frame;

import static dev.interlock.http2.internal.frame.FrameType.ACK;
import static dev.interlock.http2.internal.frame.FrameType.END_HEADERS;
import static dev.interlock.http2.internal.frame.FrameType.END_STREAM;
import static dev.interlock.http2.internal.frame.FrameType.HEADER_BYTES;
import static dev.interlock.http2.internal.frame.FrameType.PADDED;
import static dev.interlock.http2.internal.frame.FrameType.WITH_PRIORITY;

import dev.interlock.http2.internal.error.Violation;
import dev.interlock.internal.bytes.Swar;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a client (RFC 9113 sections 4 and 6) in place, without an object for each frame. The result does
 * not depend on how the bytes are divided.
 *
 * <p>The content of DATA is passed on as it arrives. Every other frame is passed on when it is complete, so its bytes
 * must stay in the input until then. The reader keeps no reference to the bytes. Used only by the thread of its event
 * loop.
 */
public final class FrameReader {
    /** Result of {@link #read} after a violation that ends the connection. */
    public static final int FAILED = -1;

    private static final int NUMBER_MASK = 0x7fffffff;
    private static final int SETTING_BYTES = 6;
    private static final int PRIORITY_BYTES = 5;
    private static final int PING_BYTES = 8;
    private static final int GOAWAY_BYTES = 8;

    private final FrameSink sink;
    private final int maxPayload;

    /** Whether the first frame was read. */
    private boolean begun;
    /** Stream of the field block that has not ended, or 0. */
    private int blockStream;
    /** Number of bytes of the DATA frame's content that have not arrived. */
    private int content;
    /** Whether the content of a DATA frame has begun and not ended. */
    private boolean inData;
    /** Number of bytes to skip before the next frame: padding, or a payload that is ignored. */
    private int skipped;

    // Header of the last frame.
    private int length;
    private int type;
    private int flags;
    private int stream;
    private @Nullable Violation violation;

    /**
     * Creates a reader of the bytes after the connection preface.
     *
     * @param maxPayload SETTINGS_MAX_FRAME_SIZE of the server, 2^14 to 2^24-1
     */
    public FrameReader(FrameSink sink, int maxPayload) {
        this.sink = sink;
        this.maxPayload = maxPayload;
    }

    /** Returns whether no frame and no field block is incomplete. */
    public boolean isAtBoundary() {
        return !inData && skipped == 0 && blockStream == 0;
    }

    /** Returns whether a field block has begun and not ended. */
    public boolean isInBlock() {
        return blockStream != 0;
    }

    /** Returns the violation after {@link #FAILED}. */
    public @Nullable Violation violation() {
        return violation;
    }

    /** Returns the type of the last frame. After {@link #FAILED}, this frame is the cause. */
    public int type() {
        return type;
    }

    /** Returns the stream of the last frame. After {@link #FAILED}, this frame is the cause. */
    public int stream() {
        return stream;
    }

    /**
     * Reads up to one frame, or a piece of one.
     *
     * @return index of the first byte that was not consumed, or {@link #FAILED}. If the index is {@code from}, the
     *     reader needs more bytes
     */
    public int read(byte[] bytes, int from, int to) {
        if (inData) {
            return content(bytes, from, to);
        }
        if (skipped > 0) {
            int count = Math.min(skipped, to - from);
            skipped -= count;
            return from + count;
        }
        if (to - from < HEADER_BYTES) {
            return from;
        }
        header(bytes, from);
        Violation found = checkHeader();
        if (found != null) {
            return fail(found);
        }
        int next = payload(bytes, from, from + HEADER_BYTES, to);
        begun |= next > from;
        return next;
    }

    private void header(byte[] bytes, int at) {
        int first = int32(bytes, at);
        length = first >>> 8;
        type = first & 0xff;
        flags = bytes[at + 4];
        stream = int32(bytes, at + 5) & NUMBER_MASK;
    }

    private @Nullable Violation checkHeader() {
        if (!begun && (type != FrameType.SETTINGS || has(ACK))) {
            return Violation.FIRST_FRAME;
        }
        if (length > maxPayload) {
            return Violation.LARGE_FRAME;
        }
        if (blockStream != 0 && (type != FrameType.CONTINUATION || stream != blockStream)) {
            return Violation.OPEN_BLOCK;
        }
        return switch (type) {
            case FrameType.DATA, FrameType.HEADERS -> ofStream(isLongEnough());
            case FrameType.PRIORITY -> ofStream(length == PRIORITY_BYTES);
            case FrameType.RST_STREAM -> ofStream(length == Integer.BYTES);
            case FrameType.SETTINGS -> settingsHeader();
            case FrameType.PUSH_PROMISE -> Violation.PUSH_PROMISE;
            case FrameType.PING -> ofConnection(length == PING_BYTES);
            case FrameType.GOAWAY -> ofConnection(length >= GOAWAY_BYTES);
            case FrameType.WINDOW_UPDATE -> length == Integer.BYTES ? null : Violation.FRAME_LENGTH;
            case FrameType.CONTINUATION -> blockStream == 0 ? Violation.NO_BLOCK : null;
            case FrameType.PRIORITY_UPDATE -> ofConnection(length >= Integer.BYTES);
            default -> null;
        };
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Returns whether the payload has room for the fields that its flags announce: pad length and priority. */
    private boolean isLongEnough() {
        int smallest = has(PADDED) ? 1 : 0;
        return length >= (type == FrameType.HEADERS && has(WITH_PRIORITY) ? smallest + PRIORITY_BYTES : smallest);
    }

    private @Nullable Violation ofStream(boolean fits) {
        if (stream == 0) {
            return Violation.STREAM_MISSING;
        }
        return fits ? null : Violation.FRAME_LENGTH;
    }

    private @Nullable Violation ofConnection(boolean fits) {
        if (stream != 0) {
            return Violation.STREAM_UNEXPECTED;
        }
        return fits ? null : Violation.FRAME_LENGTH;
    }

    private @Nullable Violation settingsHeader() {
        if (has(ACK) && length > 0) {
            return Violation.ACK_WITH_SETTINGS;
        }
        return ofConnection(length % SETTING_BYTES == 0);
    }

    /**
     * Reads the payload, or its start.
     *
     * @param start index of the frame's header, which is the result if more bytes are necessary
     * @param from index of the payload
     */
    private int payload(byte[] bytes, int start, int from, int to) {
        if (type == FrameType.DATA) {
            return beginData(bytes, start, from, to);
        }
        if (type == FrameType.GOAWAY) {
            return goAway(bytes, start, from, to);
        }
        if (type > FrameType.CONTINUATION && type != FrameType.PRIORITY_UPDATE) {
            skipped = length;
            sink.unknown(type, length);
            return from;
        }
        if (to - from < length) {
            return start;
        }
        Violation found = complete(bytes, from, from + length);
        return found == null ? from + length : fail(found);
    }

    private int fail(Violation reason) {
        violation = reason;
        return FAILED;
    }

    private int beginData(byte[] bytes, int start, int from, int to) {
        int at = from;
        int padding = 0;
        if (has(PADDED)) {
            if (at == to) {
                return start;
            }
            padding = bytes[at++] & 0xff;
            if (padding >= length) {
                return fail(Violation.LONG_PADDING);
            }
        }
        content = length - (at - from) - padding;
        skipped = padding;
        inData = true;
        sink.dataBegun(stream, length, has(END_STREAM));
        endData();
        return at;
    }

    private int content(byte[] bytes, int from, int to) {
        int count = Math.min(content, to - from);
        if (count > 0) {
            content -= count;
            sink.data(bytes, from, from + count);
            endData();
        }
        return from + count;
    }

    private void endData() {
        if (content == 0) {
            inData = false;
            sink.dataEnded();
        }
    }

    private int goAway(byte[] bytes, int start, int from, int to) {
        if (to - from < GOAWAY_BYTES) {
            return start;
        }
        skipped = length - GOAWAY_BYTES;
        sink.goAway(int32(bytes, from) & NUMBER_MASK, int32(bytes, from + Integer.BYTES));
        return from + GOAWAY_BYTES;
    }

    /** Reads a complete payload. Returns a violation that ends the connection, or null. */
    private @Nullable Violation complete(byte[] bytes, int from, int to) {
        return switch (type) {
            case FrameType.HEADERS -> headers(bytes, from, to);
            case FrameType.PRIORITY -> priority(bytes, from);
            case FrameType.RST_STREAM -> {
                sink.reset(stream, int32(bytes, from));
                yield null;
            }
            case FrameType.SETTINGS -> settings(bytes, from, to);
            case FrameType.PING -> ping(bytes, from);
            case FrameType.WINDOW_UPDATE -> windowUpdate(int32(bytes, from) & NUMBER_MASK);
            case FrameType.CONTINUATION -> continuation(bytes, from, to);
            default -> priorityUpdate(bytes, from, to);
        };
    }

    private @Nullable Violation headers(byte[] bytes, int from, int to) {
        int at = from;
        int padding = has(PADDED) ? bytes[at++] & 0xff : 0;
        if (has(WITH_PRIORITY)) {
            if ((int32(bytes, at) & NUMBER_MASK) == stream) {
                return Violation.SELF_DEPENDENCY;
            }
            at += PRIORITY_BYTES;
        }
        if (padding > to - at) {
            return Violation.LONG_PADDING;
        }
        boolean last = has(END_HEADERS);
        blockStream = last ? 0 : stream;
        sink.headers(stream, bytes, at, to - padding, has(END_STREAM), last);
        return null;
    }

    private @Nullable Violation continuation(byte[] bytes, int from, int to) {
        boolean last = has(END_HEADERS);
        if (last) {
            blockStream = 0;
        }
        sink.continuation(bytes, from, to, last);
        return null;
    }

    private @Nullable Violation priority(byte[] bytes, int from) {
        if ((int32(bytes, from) & NUMBER_MASK) == stream) {
            return Violation.SELF_DEPENDENCY;
        }
        sink.priority(stream);
        return null;
    }

    private @Nullable Violation settings(byte[] bytes, int from, int to) {
        if (has(ACK)) {
            sink.settingsAcknowledged();
            return null;
        }
        for (int at = from; at < to; at += SETTING_BYTES) {
            int identifier = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            sink.setting(identifier, int32(bytes, at + 2) & 0xffffffffL);
        }
        sink.settingsEnded();
        return null;
    }

    private @Nullable Violation ping(byte[] bytes, int from) {
        long opaque = (long) int32(bytes, from) << 32 | (int32(bytes, from + Integer.BYTES) & 0xffffffffL);
        if (has(ACK)) {
            sink.pingAcknowledged(opaque);
        } else {
            sink.ping(opaque);
        }
        return null;
    }

    private @Nullable Violation windowUpdate(int increment) {
        if (increment > 0) {
            sink.windowUpdate(stream, increment);
            return null;
        }
        if (stream == 0) {
            return Violation.CONNECTION_WINDOW_ZERO;
        }
        sink.violated(stream, Violation.STREAM_WINDOW_ZERO);
        return null;
    }

    private @Nullable Violation priorityUpdate(byte[] bytes, int from, int to) {
        int prioritized = int32(bytes, from) & NUMBER_MASK;
        if ((prioritized & 1) == 0) {
            return Violation.PRIORITY_UPDATE;
        }
        sink.priorityUpdate(prioritized, bytes, from + Integer.BYTES, to);
        return null;
    }

    private static int int32(byte[] bytes, int at) {
        return Integer.reverseBytes(Swar.half(bytes, at));
    }
}
