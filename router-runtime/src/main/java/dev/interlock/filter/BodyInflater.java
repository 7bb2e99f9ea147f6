package dev.interlock.filter;

import dev.interlock.http.HttpException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Decompressor;
import io.netty.handler.codec.compression.Decompressor.Status;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one body, part by part: for each that is {@linkplain #add added}, {@link #next} is asked until it has no more. Has to be
 * closed. What does not decode is answered 400, and what becomes too large 413. Not safe for use by several threads.
 */
final class BodyInflater implements AutoCloseable {
    private static final int BAD_REQUEST = 400;
    private static final String MALFORMED = "The body is not in the coding that Content-Encoding names";
    private static final String INCOMPLETE = "The coded body breaks off; its end is missing";
    private static final String TRAILING = "Something follows the end of the coded body";

    private final Decompressor decompressor;
    private final Growth growth;
    /** What was added last, of which nothing may be left at the end. */
    private ByteBuf added = Unpooled.EMPTY_BUFFER;

    private boolean ended;

    BodyInflater(Coding coding, Growth growth) {
        decompressor = coding.decompressor();
        this.growth = growth;
    }

    /** Adds coded bytes, which are released. */
    void add(ByteBuf coded) {
        if (!coded.isReadable()) {
            coded.release();
            return;
        }
        growth.addCoded(coded.readableBytes());
        if (status() != Status.NEED_INPUT) {
            coded.release();
            throw malformed(TRAILING, null);
        }
        added.release();
        added = coded.retain();
        try {
            decompressor.addInput(coded);
        } catch (RuntimeException e) {
            throw malformed(MALFORMED, e);
        }
    }

    /** Says that there is no more to add; ask for the rest. */
    void end() {
        ended = true;
        try {
            if (decompressor.status() == Status.NEED_INPUT) {
                decompressor.endOfInput();
            }
        } catch (RuntimeException e) {
            throw malformed(INCOMPLETE, e);
        }
    }

    /**
     * The next decoded part, which belongs to the caller; null if more has to be added before.
     *
     * @throws HttpException 400 also when there is no more to add and the body is not complete
     */
    @Nullable
    ByteBuf next() {
        while (status() == Status.NEED_OUTPUT) {
            ByteBuf part = take();
            if (part.isReadable()) {
                count(part);
                return part;
            }
            part.release();
        }
        boolean complete = status() == Status.COMPLETE;
        if (ended && !complete) {
            throw malformed(INCOMPLETE, null);
        }
        if (complete && added.isReadable()) {
            throw malformed(TRAILING, null);
        }
        return null;
    }

    private void count(ByteBuf part) {
        try {
            growth.addDecoded(part.readableBytes());
        } catch (HttpException e) {
            part.release();
            throw e;
        }
    }

    private Status status() {
        try {
            return decompressor.status();
        } catch (RuntimeException e) {
            throw malformed(MALFORMED, e);
        }
    }

    private ByteBuf take() {
        try {
            return decompressor.takeOutput();
        } catch (RuntimeException e) {
            throw malformed(MALFORMED, e);
        }
    }

    private static HttpException malformed(String detail, @Nullable RuntimeException cause) {
        return cause == null ? new HttpException(BAD_REQUEST, detail) : new HttpException(BAD_REQUEST, detail, cause);
    }

    @Override
    public void close() {
        added.release();
        added = Unpooled.EMPTY_BUFFER;
        decompressor.close();
    }
}
