package dev.interlock.filter;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Decompressor;
import io.netty.handler.codec.compression.Decompressor.Status;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one body, part by part. After each {@link #add}, call {@link #next} until it returns null. The caller must
 * close the inflater. Throws an exception with status 400 for a malformed body, and 413 if the decoded body exceeds its
 * size limit. Not safe for use by several threads.
 */
final class BodyInflater implements AutoCloseable {
    private static final String INCOMPLETE = "The coded body is incomplete";
    private static final String TRAILING = "The coded body is followed by other bytes";

    private final Coding coding;
    private final DecodedSizeLimit sizeLimit;
    private Decompressor decompressor;
    /**
     * Last added buffer. If a member of the body ends within this buffer, the rest of the buffer must begin the next
     * member.
     */
    private ByteBuf added = Unpooled.EMPTY_BUFFER;

    private boolean ended;

    BodyInflater(Coding coding, DecodedSizeLimit sizeLimit) {
        this.coding = coding;
        this.sizeLimit = sizeLimit;
        decompressor = coding.decompressor();
    }

    /** Adds coded bytes, and releases the buffer. */
    void add(ByteBuf coded) {
        if (!coded.isReadable()) {
            coded.release();
            return;
        }
        sizeLimit.addCoded(coded.readableBytes());
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
        sizeLimit.addMember();
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

    /** Marks the coded body as complete. {@link #next} may still return parts. */
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
     * @throws HttpException 400 if the body is malformed, or has ended too early
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

    /** Begins the next member if a member has ended and bytes follow it. Returns whether it has begun one. */
    private boolean goesOn() {
        boolean isFollowed = status() == Status.COMPLETE && added.isReadable();
        if (isFollowed) {
            beginMember();
        }
        return isFollowed;
    }

    private void count(ByteBuf part) {
        try {
            sizeLimit.addDecoded(part.readableBytes());
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
