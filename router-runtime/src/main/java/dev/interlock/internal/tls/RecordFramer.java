package dev.interlock.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Divides received bytes into whole records. Keeps an incomplete record in a buffer that grows with the received bytes,
 * not with the announced length. Used only by the thread of the event loop.
 */
final class RecordFramer {
    /** Limit on the records without application data that a client may send in a row, such as key updates. */
    private static final int EMPTY_RECORDS = 64;

    private final Sink sink;
    private final ByteBufAllocator allocator;
    /** Start of the ClientHello or of a record, or null if there is none. */
    private @Nullable ByteBuf held;

    /** Records passed on since the last application data. */
    private int emptyRecords;

    /** Receives the records. */
    interface Sink {
        /** Returns whether the framer may pass on more records. False after a failure, and after close_notify. */
        boolean isReading();

        /** Returns whether the handshake is over. */
        boolean isEstablished();

        /** Handles the header of a record that is malformed, or not allowed. No more records follow. */
        void reject(TlsViolation violation);

        /** Prepares for a record that may be an alert, after the records before it were passed on. */
        void expectAlert();

        /** Takes whole records, and ownership of their buffer. Returns whether they had application data. */
        boolean pass(ByteBuf records);
    }

    RecordFramer(Sink sink, ByteBufAllocator allocator) {
        this.sink = sink;
        this.allocator = allocator;
    }

    /** Returns the kept bytes, or null if there are none. */
    @Nullable
    ByteBuf held() {
        return held;
    }

    /** Returns the number of kept bytes. */
    int heldLength() {
        ByteBuf kept = held;
        return kept == null ? 0 : kept.readableBytes();
    }

    /** Returns the bytes of direct memory that the kept bytes take. */
    long heldBytes() {
        ByteBuf kept = held;
        return kept == null ? 0 : kept.capacity();
    }

    /** Gives up the kept bytes. The caller must release them. */
    @Nullable
    ByteBuf take() {
        ByteBuf kept = held;
        held = null;
        return kept;
    }

    /** Drops the kept bytes. */
    void release() {
        ByteBuf kept = take();
        if (kept != null) {
            kept.release();
        }
    }

    /** Appends a copy of bytes to the kept bytes. */
    void keep(ByteBuf rest) {
        if (rest.isReadable()) {
            ByteBuf kept = held;
            if (kept == null) {
                kept = allocator.directBuffer(rest.readableBytes());
                held = kept;
            }
            kept.writeBytes(rest);
        }
    }

    /**
     * Passes on the whole records of a buffer, and keeps the rest. Takes ownership of the buffer.
     *
     * @param splits whether to pass on handshake records one by one; false for the records of a ClientHello, which
     *     belong together
     */
    void read(ByteBuf bytes, boolean splits) {
        boolean owned = true;
        try {
            complete(bytes);
            int end = wholeRecords(bytes, splits);
            if (sink.isReading() && end == bytes.writerIndex() && bytes.isReadable()) {
                owned = false;
                pass(bytes);
            } else if (sink.isReading() && end > bytes.readerIndex()) {
                pass(bytes.readRetainedSlice(end - bytes.readerIndex()));
            }
            if (owned && sink.isReading()) {
                keep(bytes);
            }
        } finally {
            if (owned) {
                bytes.release();
            }
        }
    }

    /**
     * Returns the index after the last whole record. If a record must be passed on separately, first passes on the
     * records before it, and moves the reader index after them. This applies to handshake records, and to possible
     * alerts.
     */
    private int wholeRecords(ByteBuf bytes, boolean splits) {
        int at = bytes.readerIndex();
        while (sink.isReading() && bytes.writerIndex() - at >= TlsRecord.HEADER) {
            int length = TlsRecord.length(bytes, at);
            if (isRejected(bytes, at, length) || length > bytes.writerIndex() - at) {
                break;
            }
            if (splits && (!sink.isEstablished() || TlsRecord.mayBeAlert(bytes, at, length))) {
                if (at > bytes.readerIndex()) {
                    pass(bytes.readRetainedSlice(at - bytes.readerIndex()));
                }
                sink.expectAlert();
            }
            at += length;
            emptyRecords++;
        }
        return at;
    }

    /** Rejects a record that is malformed or begins another handshake. Returns whether the record was rejected. */
    private boolean isRejected(ByteBuf bytes, int at, int length) {
        if (length < 0) {
            sink.reject(TlsViolation.MALFORMED_RECORD);
        } else if (isRenegotiation(bytes, at)) {
            sink.reject(TlsViolation.RENEGOTIATION);
        } else {
            return false;
        }
        return true;
    }

    /**
     * Returns whether a record begins another handshake in TLS 1.2. A client could make the server do the work of many
     * handshakes on one connection.
     */
    private boolean isRenegotiation(ByteBuf bytes, int at) {
        return sink.isEstablished() && bytes.getUnsignedByte(at) == TlsRecord.HANDSHAKE;
    }

    /** Moves bytes to the kept record. Passes it on when it is complete. */
    private void complete(ByteBuf bytes) {
        while (held != null && bytes.isReadable() && sink.isReading()) {
            ByteBuf kept = held;
            int missing = TlsRecord.HEADER - kept.readableBytes();
            if (missing <= 0) {
                missing = TlsRecord.length(kept, 0) - kept.readableBytes();
            }
            kept.writeBytes(bytes, Math.min(missing, bytes.readableBytes()));
            checkKept(kept);
        }
    }

    /** Passes on the kept record if it is complete. */
    private void checkKept(ByteBuf kept) {
        if (kept.readableBytes() < TlsRecord.HEADER) {
            return;
        }
        int length = TlsRecord.length(kept, 0);
        if (!isRejected(kept, 0, length) && length == kept.readableBytes()) {
            held = null;
            emptyRecords++;
            if (TlsRecord.mayBeAlert(kept, 0, length)) {
                sink.expectAlert();
            }
            pass(kept);
        }
    }

    /** Passes on whole records. Takes ownership of them. */
    private void pass(ByteBuf records) {
        if (sink.pass(records)) {
            emptyRecords = 0;
        } else if (emptyRecords > EMPTY_RECORDS) {
            sink.reject(TlsViolation.EMPTY_RECORDS);
        }
    }
}
