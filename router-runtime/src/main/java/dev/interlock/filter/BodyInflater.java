package dev.interlock.filter;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Decompressor;
import io.netty.handler.codec.compression.Decompressor.Status;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one body, part by part. After each {@link #add}, call {@link #next} until it returns null. Must be closed. A
 * malformed body gets 400, and one that becomes too large 413. Not safe for use by several threads.
 */
final class BodyInflater implements AutoCloseable {
    private static final String INCOMPLETE = "The coded body is incomplete";
    private static final String TRAILING = "The coded body is followed by other bytes";

    private final Coding coding;
    private final Growth growth;
    private Decompressor decompressor;
    /** Last added buffer. If a member ends within it, the rest must begin another member. */
    private ByteBuf added = Unpooled.EMPTY_BUFFER;

    private boolean ended;

    BodyInflater(Coding coding, Growth growth) {
        this.coding = coding;
        this.growth = growth;
        decompressor = coding.decompressor();
    }

    /** Adds coded bytes, which are released. */
    void add(ByteBuf coded) {
        if (!coded.isReadable()) {
            coded.release();
            return;
        }
        growth.addCoded(coded.readableBytes());
        added.release();
        added = coded;
        if (status() == Status.COMPLETE) {
            beginMember();
        } else {
            decode();
        }
    }

    private void beginMember() {
        if (!coding.isContinuedBy(added)) {
            throw malformed(TRAILING, null);
        }
        growth.addMember();
        decompressor.close();
        decompressor = coding.decompressor();
        decode();
    }

    private void decode() {
        if (status() != Status.NEED_INPUT) {
            throw new IllegalStateException("The previous bytes were not decoded completely");
        }
        try {
            decompressor.addInput(added.retain());
        } catch (RuntimeException e) {
            throw malformed(coding.malformed(), e);
        }
    }

    /** Notes that the coded body is complete. {@link #next} may still return parts. */
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
     * Returns the next decoded part, which belongs to the caller. Returns null if more bytes must be added first.
     *
     * @throws HttpException 400 for a malformed body, or if no more bytes will be added and the body is incomplete
     */
    @Nullable
    ByteBuf next() {
        do {
            ByteBuf part = nextOfMember();
            if (part != null) {
                return part;
            }
        } while (goesOn());
        if (ended && status() != Status.COMPLETE) {
            throw malformed(INCOMPLETE, null);
        }
        return null;
    }

    private @Nullable ByteBuf nextOfMember() {
        while (status() == Status.NEED_OUTPUT) {
            ByteBuf part = take();
            if (part.isReadable()) {
                count(part);
                return part;
            }
            part.release();
        }
        return null;
    }

    /** Begins another member after the end of one; returns false if none follows. */
    private boolean goesOn() {
        boolean isFollowed = status() == Status.COMPLETE && added.isReadable();
        if (isFollowed) {
            beginMember();
        }
        return isFollowed;
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
            throw malformed(coding.malformed(), e);
        }
    }

    private ByteBuf take() {
        try {
            return decompressor.takeOutput();
        } catch (RuntimeException e) {
            throw malformed(coding.malformed(), e);
        }
    }

    private static HttpException malformed(String detail, @Nullable RuntimeException cause) {
        return cause == null
                ? new HttpException(HttpStatus.BAD_REQUEST, detail)
                : new HttpException(HttpStatus.BAD_REQUEST, detail, cause);
    }

    @Override
    public void close() {
        added.release();
        added = Unpooled.EMPTY_BUFFER;
        decompressor.close();
    }
}
