package dev.interlock.http2.internal.session;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.head.ResponseFields;
import dev.interlock.http2.internal.hpack.HpackEncoder;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.internal.engine.Outbound;
import dev.interlock.internal.message.DateLine;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one connection. After a failed write, the connection cannot continue: the client would not find
 * the start of the next frame. Used only by the thread of its event loop.
 */
final class Output {
    private final LoopBuffers buffers;
    private final Outbound out;
    private final PeerSettings peer;
    private final HpackEncoder encoder;
    /** Whether a write has failed, so that a frame may be incomplete. */
    private boolean cut;

    Output(LoopBuffers buffers, Outbound out, PeerSettings peer, int encoderTable) {
        this.buffers = buffers;
        this.out = out;
        this.peer = peer;
        encoder = new HpackEncoder(encoderTable);
    }

    /** Returns whether a frame may be incomplete. The connection must then be reset. */
    boolean isCut() {
        return cut;
    }

    /** Returns the number of bytes that wait to be sent. */
    long pendingBytes() {
        return out.length();
    }

    /** Returns the number of bytes appended since the start of the connection. */
    long appended() {
        return out.appended();
    }

    ByteBufAllocator allocator() {
        return out.allocator();
    }

    /** Returns the bytes of heap that the HPACK table of the encoder holds. */
    int heldBytes() {
        return encoder.heldBytes();
    }

    /** Applies the settings of the client to the encoder. */
    void peerChanged() {
        encoder.peerTableSize(peer.headerTableSize());
    }

    void settings(byte[] payload) {
        cut = true;
        buffers.frames.settings(out, payload);
        cut = false;
    }

    void settingsAck() {
        cut = true;
        buffers.frames.settingsAck(out);
        cut = false;
    }

    void pingAck(long opaque) {
        cut = true;
        buffers.frames.pingAck(out, opaque);
        cut = false;
    }

    void goAway(int lastStream, ErrorCode code, byte[] debugData) {
        cut = true;
        buffers.frames.goAway(out, lastStream, code, debugData);
        cut = false;
    }

    void reset(int stream, ErrorCode code) {
        cut = true;
        buffers.frames.reset(out, stream, code);
        cut = false;
    }

    void windowUpdate(int stream, int increment) {
        cut = true;
        buffers.frames.windowUpdate(out, stream, increment);
        cut = false;
    }

    /**
     * Sends the head of a response.
     *
     * @param length length of the body, or {@link ResponseFields#NO_LENGTH}
     * @param trailers trailer fields that the head announces, or null
     */
    void head(
            int stream,
            int status,
            FieldSection fields,
            long length,
            @Nullable FieldSection trailers,
            boolean endStream) {
        cut = true;
        ByteWriter block = buffers.newBlock();
        byte[] date = buffers.date();
        ResponseFields.appendHead(encoder, block, status, fields, date, DateLine.VALUE_FROM, DateLine.VALUE_TO, length);
        ResponseFields.announce(encoder, block, buffers.small, trailers);
        buffers.frames.headers(out, stream, block, endStream, peer.maxFrame());
        cut = false;
    }

    /** @param status 100 to 199 */
    void interim(int stream, int status, FieldSection fields) {
        cut = true;
        ByteWriter block = buffers.newBlock();
        ResponseFields.appendInterim(encoder, block, status, fields);
        buffers.frames.headers(out, stream, block, false, peer.maxFrame());
        cut = false;
    }

    /** Sends the trailer fields of a response, and ends its stream. */
    void trailers(int stream, FieldSection trailers) {
        cut = true;
        ByteWriter block = buffers.newBlock();
        ResponseFields.appendTrailers(encoder, block, trailers);
        buffers.frames.headers(out, stream, block, true, peer.maxFrame());
        cut = false;
    }

    /** Sends a DATA frame. The windows must allow it. */
    void data(int stream, byte[] bytes, int from, int to, boolean endStream) {
        cut = true;
        buffers.frames.data(out, stream, bytes, from, to, endStream);
        cut = false;
    }

    /** Sends a DATA frame, and takes ownership of its bytes. The windows must allow it. */
    void data(int stream, ByteBuf bytes, boolean endStream) {
        cut = true;
        buffers.frames.data(out, stream, bytes, endStream);
        cut = false;
    }
}
