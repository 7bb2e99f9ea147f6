package dev.interlock.http2.internal.frame;

import static dev.interlock.http2.internal.frame.FrameType.ACK;
import static dev.interlock.http2.internal.frame.FrameType.END_HEADERS;
import static dev.interlock.http2.internal.frame.FrameType.END_STREAM;
import static dev.interlock.http2.internal.frame.FrameType.HEADER_BYTES;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.internal.engine.Outbound;
import io.netty.buffer.ByteBuf;

/**
 * Writes the frames of a server into the {@link Outbound} of a connection. Serves all connections of an event loop. In
 * steady state, writing allocates nothing. Used only by the thread of the loop.
 */
public final class FrameWriter {
    private static final int USUAL_BYTES = 64;

    /** Buffer for small frames. It is empty between uses. */
    private final ByteWriter frame = new ByteWriter(USUAL_BYTES);

    /**
     * Sends settings.
     *
     * @param payload settings, 6 bytes each
     */
    public void settings(Outbound out, byte[] payload) {
        begin(payload.length, FrameType.SETTINGS, 0, 0);
        frame.append(payload);
        send(out);
    }

    public void settingsAck(Outbound out) {
        begin(0, FrameType.SETTINGS, ACK, 0);
        send(out);
    }

    public void pingAck(Outbound out, long opaque) {
        ping(out, opaque, ACK);
    }

    public void ping(Outbound out, long opaque) {
        ping(out, opaque, 0);
    }

    private void ping(Outbound out, long opaque, int flags) {
        begin(Long.BYTES, FrameType.PING, flags, 0);
        int32((int) (opaque >>> 32));
        int32((int) opaque);
        send(out);
    }

    public void reset(Outbound out, int stream, ErrorCode code) {
        begin(Integer.BYTES, FrameType.RST_STREAM, 0, stream);
        int32(code.number());
        send(out);
    }

    /**
     * Announces the end of the connection.
     *
     * @param lastStream last stream that the server has processed, or 2^31-1 to announce a later GOAWAY
     * @param debugData text for the client's log
     */
    public void goAway(Outbound out, int lastStream, ErrorCode code, byte[] debugData) {
        begin(2 * Integer.BYTES + debugData.length, FrameType.GOAWAY, 0, 0);
        int32(lastStream);
        int32(code.number());
        frame.append(debugData);
        send(out);
    }

    /**
     * Widens a window.
     *
     * @param stream number of the stream, or 0 for the connection
     * @param increment 1 to 2^31-1
     */
    public void windowUpdate(Outbound out, int stream, int increment) {
        begin(Integer.BYTES, FrameType.WINDOW_UPDATE, 0, stream);
        int32(increment);
        send(out);
    }

    /** Begins a field block: makes room for its frame header at the end of {@code block}. */
    public static void beginHeaders(ByteWriter block) {
        block.extend(HEADER_BYTES);
    }

    /**
     * Sends a field block as HEADERS, and as CONTINUATION if it is long.
     *
     * @param block whole content of the buffer: room for a frame header, then the field block
     * @param endStream whether the stream ends with this block
     * @param maxPayload SETTINGS_MAX_FRAME_SIZE of the client
     */
    public void headers(Outbound out, int stream, ByteWriter block, boolean endStream, int maxPayload) {
        int length = block.length() - HEADER_BYTES;
        int first = Math.min(length, maxPayload);
        int flags = (endStream ? END_STREAM : 0) | (first == length ? END_HEADERS : 0);
        header(block.array(), 0, first, FrameType.HEADERS, flags, stream);
        out.append(block.array(), 0, HEADER_BYTES + first);
        for (int sent = first; sent < length; ) {
            int next = Math.min(length - sent, maxPayload);
            begin(next, FrameType.CONTINUATION, sent + next == length ? END_HEADERS : 0, stream);
            send(out);
            out.append(block.array(), HEADER_BYTES + sent, HEADER_BYTES + sent + next);
            sent += next;
        }
    }

    /**
     * Sends the bytes from {@code from} to {@code to} as one DATA frame.
     *
     * @param to index after the last byte; the client's settings and windows allow this many bytes
     */
    public void data(Outbound out, int stream, byte[] bytes, int from, int to, boolean endStream) {
        dataHeader(out, stream, to - from, endStream);
        out.append(bytes, from, to);
    }

    /** Sends the bytes of a buffer as one DATA frame. Takes ownership. A large buffer is not copied. */
    public void data(Outbound out, int stream, ByteBuf bytes, boolean endStream) {
        boolean begun = false;
        try {
            dataHeader(out, stream, bytes.readableBytes(), endStream);
            begun = true;
        } finally {
            if (!begun) {
                bytes.release();
            }
        }
        out.append(bytes);
    }

    private void dataHeader(Outbound out, int stream, int length, boolean endStream) {
        begin(length, FrameType.DATA, endStream ? END_STREAM : 0, stream);
        send(out);
    }

    private void begin(int length, int type, int flags, int stream) {
        frame.clear();
        int at = frame.extend(HEADER_BYTES);
        header(frame.array(), at, length, type, flags, stream);
    }

    private static void header(byte[] target, int at, int length, int type, int flags, int stream) {
        target[at] = (byte) (length >>> 16);
        target[at + 1] = (byte) (length >>> 8);
        target[at + 2] = (byte) length;
        target[at + 3] = (byte) type;
        target[at + 4] = (byte) flags;
        put32(target, at + 5, stream);
    }

    private void int32(int value) {
        int at = frame.extend(Integer.BYTES);
        put32(frame.array(), at, value);
    }

    private static void put32(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
    }

    private void send(Outbound out) {
        out.append(frame);
    }
}
