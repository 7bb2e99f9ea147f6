package dev.interlock.filter;

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
                    .decompressConcatenated(true)
                    .maxAllocation(PART_BYTES)
                    .build(ALLOCATOR);
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
    };

    private static final int PART_BYTES = 64 * 1024;

    /** On the heap, as what is decoded is read there, and never pooled: what a handler forgets is not lost. */
    private static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(false);

    abstract Decompressor decompressor();

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
