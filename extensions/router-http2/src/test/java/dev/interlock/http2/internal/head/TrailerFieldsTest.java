package dev.interlock.http2.internal.head;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.hpack.HpackDecoder;
import dev.interlock.internal.engine.NoMemoryException;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestTrailers;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.server.TestRouter;
import java.net.InetSocketAddress;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of RFC 9113 section 8.1 for trailer sections. */
final class TrailerFieldsTest {
    private final FieldBlockReader block = new FieldBlockReader(new HpackDecoder(), HeadLimits.DEFAULT);
    private final TrailerFields fields = new TrailerFields(HeadLimits.DEFAULT);
    private final ByteWriter scratch = new ByteWriter(0);
    private final ReceivedRequest request = new ReceivedRequest(0);

    private @Nullable HeadRefusal read(String text, @Nullable RequestTrailers into) {
        byte[] bytes = Blocks.of(text);
        fields.begin(block, scratch, into);
        assertThat(block.read(bytes, 0, bytes.length, true)).isNull();
        return fields.end(block.isOverLimit());
    }

    @Test
    void fillsTheTrailers() {
        request.begin(
                new ReceivedHead(), new RequestPath(), null, InetSocketAddress.createUnresolved("client.test", 1));
        RequestTrailers trailers = request.receivedTrailers();
        trailers.begin();
        assertThat(read("x-digest|abc\nx-empty|\ncontent-type|a/b", trailers)).isNull();
        assertThat(request.trailer("X-Digest")).isEqualTo("abc");
        assertThat(request.trailer("x-empty")).isEqualTo("");
        // A field that is allowed only in a header section is dropped (RFC 9110 section 6.5.1).
        assertThat(request.trailer("content-type")).isNull();
    }

    /** Other requests of the connection go on, so the block must be read to its end. */
    @Test
    void survivesLackOfMemory() {
        request.attach(
                new RouteTable(new TestRouter()),
                0,
                new MemoryMeter() {
                    @Override
                    public void take(long bytes) {
                        throw new NoMemoryException();
                    }

                    @Override
                    public void giveBack(long bytes) {
                        // Nothing was charged.
                    }
                },
                new Random(1));
        RequestTrailers trailers = request.receivedTrailers();
        trailers.begin();
        assertThat(read("x-digest|abc\nx-sum|def", trailers)).isNull();
        assertThat(fields.isOutOfMemory()).isTrue();
        assertThat(read("x-digest|abc", null)).isNull();
        assertThat(fields.isOutOfMemory()).isFalse();
    }

    @Test
    void unwantedTrailersAreOnlyChecked() {
        assertThat(read("x-digest|abc", null)).isNull();
        assertThat(read("X|abc", null)).isEqualTo(HeadRefusal.MALFORMED_NAME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            :path|/                   ; UNKNOWN_PSEUDO_FIELD
            :status|200               ; UNKNOWN_PSEUDO_FIELD
            Digest|a                  ; MALFORMED_NAME
            'a| b'                    ; MALFORMED_VALUE
            connection|close          ; CONNECTION_FIELD
            transfer-encoding|chunked ; CONNECTION_FIELD
            te|gzip                   ; TE_NOT_TRAILERS
            """)
    void rejects(String field, HeadRefusal refusal) {
        assertThat(read("a|b\n" + field, null)).isEqualTo(refusal);
    }

    @Test
    void limitsTheSection() {
        assertThat(read("x|y\n".repeat(100) + "x|y", null)).isEqualTo(HeadRefusal.MANY_FIELDS);
        assertThat(read("x|" + "v".repeat(17_000), null)).isEqualTo(HeadRefusal.LARGE_SECTION);
    }
}
