package dev.interlock.agreement;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.http1.Refusal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of input that a client could send forever is rejected at its own limit, or shortly after it. */
final class EndlessTest {
    private static final Limits LIMITS = WireReader.LIMITS;
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** Limit on the extensions of all chunks together, which RFC 9112 section 7.1.1 recommends. */
    private static final int EXTENSIONS = 4096;

    /**
     * @param start bytes to send once
     * @param again bytes to send repeatedly after that
     * @param most limit on the repeated bytes that the reader consumes before it rejects them
     */
    record Row(String name, String start, String again, int most, Refusal refusal) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> heads() {
        return List.of(
                new Row("empty lines", "", "\r\n", 18, Refusal.EMPTY_LINES),
                new Row("empty lines behind a request", GET + "\r\n", "\r\n", 18, Refusal.EMPTY_LINES),
                new Row("a method", "", "G", LIMITS.requestLine() + 2, Refusal.LONG_REQUEST_LINE),
                new Row("a target", "GET /", "a", LIMITS.requestLine(), Refusal.LONG_REQUEST_LINE),
                new Row("a version", "GET / HTTP/1.", "1", LIMITS.requestLine(), Refusal.LONG_REQUEST_LINE),
                new Row("a field name", GET, "a", LIMITS.head(), Refusal.LARGE_HEAD),
                new Row("white space before a value", GET + "a:", " ", LIMITS.head(), Refusal.LARGE_HEAD),
                new Row("a field value", GET + "a: ", "b", LIMITS.head(), Refusal.LARGE_HEAD),
                new Row("fields", GET, "a:\r\n", 4 * LIMITS.fields(), Refusal.MANY_FIELDS),
                new Row("long fields", GET, "a:" + "b".repeat(98) + "\r\n", LIMITS.head(), Refusal.LARGE_HEAD));
    }

    static List<Row> bodies() {
        int line = "1;a\r\nx\r\n".length();
        return List.of(
                new Row("zeros of a chunk size", CHUNKED, "0", 17, Refusal.LARGE_CHUNK_SIZE),
                new Row("digits of a chunk size", CHUNKED, "f", 17, Refusal.LARGE_CHUNK_SIZE),
                new Row("white space behind a size", CHUNKED + "1", " ", EXTENSIONS + 1, Refusal.LONG_EXTENSIONS),
                new Row("an extension", CHUNKED + "1;", "a", EXTENSIONS, Refusal.LONG_EXTENSIONS),
                new Row("extensions", CHUNKED + "1", ";a=\"b\"", EXTENSIONS + 6, Refusal.LONG_EXTENSIONS),
                new Row(
                        "an extension each",
                        CHUNKED,
                        "1;a=" + "b".repeat(30) + "\r\nx\r\n",
                        5000,
                        Refusal.LONG_EXTENSIONS),
                new Row("chunks", CHUNKED, "1\r\nx\r\n", 6 * LIMITS.body() + 6, Refusal.LARGE_BODY),
                new Row("extended chunks", CHUNKED, "1;a\r\nx\r\n", line * LIMITS.body() + line, Refusal.LARGE_BODY),
                new Row("a trailer name", CHUNKED + "0\r\n", "a", LIMITS.head() + 1, Refusal.LARGE_TRAILERS),
                new Row("a trailer value", CHUNKED + "0\r\na:", "b", LIMITS.head(), Refusal.LARGE_TRAILERS),
                new Row("trailers", CHUNKED + "0\r\n", "a:\r\n", 4 * LIMITS.fields() + 4, Refusal.LARGE_TRAILERS),
                new Row(
                        "long trailers",
                        CHUNKED + "0\r\n",
                        "a:" + "b".repeat(98) + "\r\n",
                        1200,
                        Refusal.LARGE_TRAILERS));
    }

    @ParameterizedTest
    @MethodSource({"heads", "bodies"})
    void isCut(Row row) {
        byte[] wire =
                (row.start() + row.again().repeat(2 * row.most() / row.again().length() + 100)).getBytes(ISO_8859_1);
        assertThat(WireReader.read(wire).end()).isEqualTo(row.refusal().name());
        int[] pieces = {0};
        Reading octets = WireReader.read(wire, () -> {
            pieces[0]++;
            return 1;
        });
        assertThat(octets.end()).isEqualTo(row.refusal().name());
        assertWithMessage("bytes that were read")
                .that(pieces[0])
                .isAtMost(row.start().length() + row.most());
    }
}
