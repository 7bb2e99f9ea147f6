package dev.interlock.http2.internal.head;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.hpack.HpackEncoder;
import dev.interlock.http2.internal.hpack.SectionReader;
import dev.interlock.internal.message.DateLine;
import dev.interlock.internal.syntax.FieldSection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ResponseFieldsTest {
    private static final byte[] DATE = new DateLine().bytes();
    private static final int DATE_FROM = "Date: ".length();
    private static final int DATE_TO = DATE.length - "\r\n".length();

    private final HpackEncoder encoder = new HpackEncoder(4096);
    private final ByteWriter block = new ByteWriter(16);
    private final FieldSection fields = new FieldSection();
    private final SectionReader reader = new SectionReader();

    private List<String> read() {
        List<String> read = Objects.requireNonNull(reader.read(Arrays.copyOf(block.array(), block.length())));
        block.clear();
        return read;
    }

    private List<String> head(long length) {
        ResponseFields.appendHead(encoder, block, 200, fields, DATE, DATE_FROM, DATE_TO, length);
        return read();
    }

    @Test
    void encodesAHead() {
        fields.add("Content-Type", "text/plain");
        fields.add("Set-Cookie", "a=b");
        fields.add("Set-Cookie", "c=d");
        for (int i = 0; i < 3; i++) {
            assertThat(head(5))
                    .containsExactly(
                            ":status: 200",
                            "date: Thu, 01 Jan 1970 00:00:00 GMT",
                            "content-type: text/plain",
                            "set-cookie: a=b (never indexed)",
                            "set-cookie: c=d (never indexed)",
                            "content-length: 5")
                    .inOrder();
        }
        assertThat(head(ResponseFields.NO_LENGTH)).doesNotContain("content-length: 5");
    }

    /** RFC 9113 section 8.2.2. */
    @Test
    void dropsFieldsOfConnections() {
        fields.add("Keep-Alive", "timeout=5");
        fields.add("Proxy-Connection", "keep-alive");
        fields.add("Upgrade", "h2c");
        fields.add("X-Other", "a");
        assertThat(head(ResponseFields.NO_LENGTH))
                .containsExactly(":status: 200", "date: Thu, 01 Jan 1970 00:00:00 GMT", "x-other: a")
                .inOrder();
    }

    @Test
    void encodesInterimResponses() {
        fields.add("Link", "</a>");
        ResponseFields.appendInterim(encoder, block, 103, fields);
        assertThat(read()).containsExactly(":status: 103", "link: </a>").inOrder();
    }

    @Test
    void encodesAndAnnouncesTrailers() {
        fields.add("X-Digest", "abc");
        fields.add("Grpc-Status", "0");
        ResponseFields.announce(encoder, block, new ByteWriter(16), fields);
        assertThat(read()).containsExactly("trailer: X-Digest, Grpc-Status");
        ResponseFields.appendTrailers(encoder, block, fields);
        assertThat(read()).containsExactly("x-digest: abc", "grpc-status: 0").inOrder();
        ResponseFields.announce(encoder, block, new ByteWriter(16), null);
        ResponseFields.announce(encoder, block, new ByteWriter(16), FieldSection.EMPTY);
        assertThat(block.length()).isEqualTo(0);
    }

    /** A handler that repeats text from a client cannot add a field. */
    @Test
    void valuesHaveNoLineBreaks() {
        try {
            fields.add("X", "a\r\nb: c");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageThat().contains("U+000D");
        }
        assertThat(fields.isEmpty()).isTrue();
    }

    @Test
    void dateIsAnIndexAfterTwoResponses() {
        byte[] none = "Thu, 01 Jan 1970 00:00:00 GMT".getBytes(US_ASCII);
        int[] lengths = new int[3];
        for (int i = 0; i < lengths.length; i++) {
            ResponseFields.appendHead(
                    encoder, block, 204, FieldSection.EMPTY, none, 0, none.length, ResponseFields.NO_LENGTH);
            lengths[i] = block.length();
            read();
        }
        assertThat(lengths[2]).isEqualTo(2);
    }
}
