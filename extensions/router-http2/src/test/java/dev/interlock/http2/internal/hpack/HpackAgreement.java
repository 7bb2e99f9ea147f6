package dev.interlock.http2.internal.hpack;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http2.internal.Hex;
import dev.interlock.http2.internal.error.Violation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the same blocks with our decoder and Netty's. Both must find the same fields, or both a violation. */
public final class HpackAgreement {
    private static final int LARGE = 1 << 20;

    private final SectionReader ours = new SectionReader();
    /** Decoder with a low limit. It keeps few fields of each block, but its table must stay the same. */
    private final SectionReader limited = new SectionReader();

    private final DefaultHttp2HeadersDecoder netty = new DefaultHttp2HeadersDecoder(false, LARGE);

    /**
     * Reads the next block of a connection.
     *
     * @return whether the connection stays open
     */
    public boolean read(byte[] block, int cut) {
        List<String> found = withoutMarks(ours.read(block, LARGE, cut));
        if (ours.violation() == Violation.HPACK_INTEGER) {
            // Netty accepts some integers with needless bytes. RFC 7541 section 5.1 allows to reject them.
            return false;
        }
        List<String> expected = netty(block);
        assertWithMessage("block %s, cut at %s, violation %s", Hex.of(block, 0, block.length), cut, ours.violation())
                .that(found)
                .isEqualTo(expected);
        limited.read(block, 100, cut);
        assertThat(limited.violation()).isEqualTo(ours.violation());
        return found != null;
    }

    /** Sorts the fields, because Netty puts pseudo-header fields first. Drops marks that Netty does not report. */
    private static @Nullable List<String> withoutMarks(@Nullable List<String> fields) {
        return fields == null
                ? null
                : fields.stream()
                        .map(it -> it.replace(" (never indexed)", ""))
                        .sorted()
                        .toList();
    }

    private @Nullable List<String> netty(byte[] block) {
        ByteBuf buffer = Unpooled.wrappedBuffer(block);
        try {
            Http2Headers headers = netty.decodeHeaders(1, buffer);
            List<String> fields = new ArrayList<>();
            for (Map.Entry<CharSequence, CharSequence> field : headers) {
                fields.add(field.getKey() + ": " + field.getValue());
            }
            return withoutMarks(fields);
        } catch (Http2Exception e) {
            return null;
        } finally {
            buffer.release();
        }
    }
}
