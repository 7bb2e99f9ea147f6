package dev.interlock.filter;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.compression.Decompressor;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A content coding (RFC 9110 section 8.4.1) that an application adds to {@link Compression} or {@link Decompression}.
 * Gzip and deflate are built in. Safe for use by several threads.
 */
public interface ContentCoding {
    /**
     * Returns the name of the coding in Content-Encoding and Accept-Encoding: lower-case letters, digits and hyphens.
     */
    String name();

    /**
     * Returns a stream that encodes the bytes written to it, and writes the result to {@code into}. After a flush, the
     * client can decode everything written before. The caller closes the stream once, even after a failure, because the
     * stream may hold memory outside of the heap.
     */
    OutputStream encode(OutputStream into) throws IOException;

    /**
     * Creates a decoder of one body.
     *
     * @param allocator allocator of the decoded parts, which have at most 64 KiB each
     */
    Decompressor decompressor(ByteBufAllocator allocator);

    /** Returns the detail of the problem, with status 400, for a body that cannot be decoded. */
    default String malformed() {
        return Coding.MALFORMED;
    }
}
