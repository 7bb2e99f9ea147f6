package dev.interlock.filter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.compression.Brotli;
import io.netty.handler.codec.compression.BrotliDecompressor;
import io.netty.handler.codec.compression.Decompressor;
import io.netty.handler.codec.compression.JdkZlibDecompressor;
import io.netty.handler.codec.compression.ZlibWrapper;
import org.jspecify.annotations.Nullable;

/** Content coding of request bodies (RFC 9110 section 8.4.1). */
enum Coding {
    /** One body may consist of several members (RFC 1952 section 2.2). */
    GZIP {
        @Override
        Decompressor decompressor() {
            return JdkZlibDecompressor.builder()
                    .wrapper(ZlibWrapper.GZIP)
                    .maxAllocation(PART_BYTES)
                    .build(ALLOCATOR);
        }

        @Override
        boolean isContinuedBy(ByteBuf rest) {
            return rest.getByte(rest.readerIndex()) == GZIP_ID1;
        }
    },
    /** Also accepts data without the zlib format, as some clients send it (RFC 9110 section 8.4.1.2). */
    DEFLATE {
        @Override
        Decompressor decompressor() {
            return JdkZlibDecompressor.builder()
                    .wrapper(ZlibWrapper.ZLIB_OR_NONE)
                    .maxAllocation(PART_BYTES)
                    .build(ALLOCATOR);
        }
    },
    /** Needs brotli4j. */
    BR {
        @Override
        Decompressor decompressor() {
            return BrotliDecompressor.builder().build(ALLOCATOR);
        }

        /** The library does not distinguish a malformed body from a body with further bytes after its end. */
        @Override
        String malformed() {
            return super.malformed() + ", or is followed by other bytes";
        }
    };

    /** First byte of a member (RFC 1952 section 2.3.1). */
    private static final byte GZIP_ID1 = 0x1f;

    /** Limit on the bytes of a decoded part. */
    static final int PART_BYTES = 64 * 1024;

    /**
     * Allocates on the heap, where the decoded bytes are read, and without a pool, so that a forgotten buffer is not
     * lost.
     */
    private static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(false);

    /** Creates a decoder for a body, or for a member of it. */
    abstract Decompressor decompressor();

    /** Whether the next bytes begin another member of the body, with its own decoder. There is at least one byte. */
    boolean isContinuedBy(ByteBuf rest) {
        return false;
    }

    /** Detail for a malformed body. */
    String malformed() {
        return "The body is not in the coding that Content-Encoding names";
    }

    /** Coding with a name in lower case; null if it is unknown, or its library is absent. */
    static @Nullable Coding named(String name) {
        return switch (name) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "br" -> Brotli.isAvailable() ? BR : null;
            default -> null;
        };
    }
}
