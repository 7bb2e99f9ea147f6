package dev.interlock.internal.engine;

import dev.interlock.internal.message.StreamEncoder;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a streamed body to its {@link BodySink}. If the body has a content coding, also encodes them.
 */
public final class PartWriter {
    /**
     * Limit on the bytes that one task of the loop encodes. The loop needs a few milliseconds to encode this many, and
     * serves no other connection in this time.
     */
    static final int MOST_ENCODED = 64 * 1024;

    private final BodySink sink;
    private final @Nullable StreamEncoder encoder;
    /** Record of the exchange if a listener wants the body, otherwise null. */
    private @Nullable ExchangeRecord record;
    /** Number of bytes that the current task may still encode. */
    private int room;

    public PartWriter(BodySink sink, @Nullable StreamEncoder encoder) {
        this.sink = sink;
        this.encoder = encoder;
    }

    /** Sets the record to notify of each part. */
    void observe(ExchangeRecord observed) {
        record = observed.wantsResponseBody() ? observed : null;
    }

    /** Prepares for a task of the loop. Called before the task calls {@link #write}. */
    void beginTask() {
        room = MOST_ENCODED;
    }

    /**
     * Writes a part. If the task may not encode the whole part, writes only its beginning. Releases the written bytes.
     * If the write fails, releases the whole part.
     *
     * @return false if bytes remain for a later task
     */
    public boolean write(ByteBuf part) {
        int size = part.readableBytes();
        boolean whole = encoder == null || size <= room;
        if (whole) {
            room -= size;
            writeWhole(part);
        } else if (room > 0) {
            writeBeginning(part);
        }
        return whole;
    }

    private void writeBeginning(ByteBuf part) {
        boolean written = false;
        try {
            writeWhole(part.readRetainedSlice(room));
            room = 0;
            written = true;
        } finally {
            if (!written) {
                part.release();
            }
        }
    }

    /** Writes a part of any size. The part is released after it is sent. */
    void writeWhole(ByteBuf part) {
        append(encoder == null ? part : encoder.encode(part));
    }

    private void append(ByteBuf encoded) {
        if (record != null) {
            record.responseBodyAdded(encoded);
        }
        sink.append(encoded);
    }

    /** Writes the end of the body. Trailer fields are added if there are any. */
    void end(FieldSection trailers) {
        if (encoder != null) {
            append(encoder.end());
        }
        sink.end(trailers);
    }

    /** Frees the encoder. The body may be incomplete. */
    void close() {
        record = null;
        if (encoder != null) {
            encoder.close();
        }
    }
}
