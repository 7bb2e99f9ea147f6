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

/** A content coding that bodies of requests may have (RFC 9110 section 8.4.1). */
enum Coding {
    /** Several members one after the other are one body (RFC 1952 section 2.2). */
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
    /** Also without the zlib format around it, as some clients send it (RFC 9110 section 8.4.1.2). */
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

        /** The library does not distinguish the two. */
        @Override
        String malformed() {
            return super.malformed() + ", or something follows its end";
        }
    };

    /** The first byte of a member (RFC 1952 section 2.3.1). */
    private static final byte GZIP_ID1 = 0x1f;

    /** Most bytes of a decoded part. */
    static final int PART_BYTES = 64 * 1024;

    /** On the heap, where the decoded bytes are read, and never pooled: bytes that a handler forgets are not lost. */
    private static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(false);

    /** One that decodes a body, or a member of it. */
    abstract Decompressor decompressor();

    /** Whether the next bytes, at least one, begin another member of the body with its own decompressor. */
    boolean isContinuedBy(ByteBuf rest) {
        return false;
    }

    /** Detail for a body that does not decode. */
    String malformed() {
        return "The body is not in the coding that Content-Encoding names";
    }

    /** The coding with a name in lower case; null if there is none, or if its library is not there. */
    static @Nullable Coding named(String name) {
        return switch (name) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "br" -> Brotli.isAvailable() ? BR : null;
            default -> null;
        };
    }
}
