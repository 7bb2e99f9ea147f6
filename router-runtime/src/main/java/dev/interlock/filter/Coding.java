package dev.interlock.filter;

import dev.interlock.internal.netty.NettyDefaults;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.compression.Decompressor;
import io.netty.handler.codec.compression.JdkZlibDecompressor;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.util.Set;

/** Content coding of request bodies (RFC 9110 section 8.4.1). */
abstract class Coding {
    static {
        // Netty's defaults must be set before its first use. The allocator below may be that first use, because
        // applications create filters before the server.
        NettyDefaults.set();
    }

    /** Gzip. One body may consist of several members (RFC 1952 section 2.2). */
    static final Coding GZIP = new Coding() {
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
    };
    /**
     * Deflate, in the zlib format. Also accepts raw deflate data, because some clients send it (RFC 9110 section
     * 8.4.1.2).
     */
    static final Coding DEFLATE = new Coding() {
        @Override
        Decompressor decompressor() {
            return JdkZlibDecompressor.builder()
                    .wrapper(ZlibWrapper.ZLIB_OR_NONE)
                    .maxAllocation(PART_BYTES)
                    .build(ALLOCATOR);
        }
    };

    /** First byte of a member (RFC 1952 section 2.3.1). */
    private static final byte GZIP_ID1 = 0x1f;

    private static final Set<String> BUILT_IN = Set.of("identity", "gzip", "x-gzip", "deflate");

    static final String MALFORMED = "The body is not in the coding that Content-Encoding names";

    /** Limit on the bytes of a decoded part. */
    static final int PART_BYTES = 64 * 1024;

    /**
     * Allocator of decoded parts. It uses the heap, because parts are read there. It has no pool, so a buffer that
     * nobody releases does not leak.
     */
    private static final ByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(false);

    /** Creates a decoder for a body, or for a member of it. */
    abstract Decompressor decompressor();

    /**
     * Whether the next bytes begin another member of the body, which needs its own decoder. {@code rest} has at least
     * one byte.
     */
    boolean isContinuedBy(ByteBuf rest) {
        return false;
    }

    /** Returns the detail of the problem for a malformed body. */
    String malformed() {
        return MALFORMED;
    }

    /**
     * Returns the name of a coding that the application adds.
     *
     * @throws IllegalArgumentException if the name is not valid in Accept-Encoding, or belongs to a built-in coding
     */
    static String nameOf(ContentCoding added) {
        String name = added.name();
        boolean hasCharacters = !name.isEmpty() && name.chars().allMatch(Coding::isInName);
        if (!hasCharacters || BUILT_IN.contains(name)) {
            throw new IllegalArgumentException(
                    "A content coding needs a name of its own, of lower-case letters, digits and" + " hyphens, not '"
                            + name + "'");
        }
        return name;
    }

    private static boolean isInName(int character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-';
    }

    /** Returns the coding that the application has added. */
    static Coding of(ContentCoding added) {
        return new Coding() {
            @Override
            Decompressor decompressor() {
                return added.decompressor(ALLOCATOR);
            }

            @Override
            String malformed() {
                return added.malformed();
            }
        };
    }
}
