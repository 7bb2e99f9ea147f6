package dev.interlock.internal.http1;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyReaderTest {
    private static final int MAX_BODY = 20;
    private static final Limits LIMITS = new Limits(64, 128, 3, MAX_BODY);
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    /** @param result the body and the bytes after it, or the reason for the rejection */
    record Row(String field, String bytes, String result) {}

    static List<Row> rows() {
        return List.of(
                new Row("Content-Length: 5", "helloGET", "hello|GET"),
                new Row("Content-Length: 20", "12345678901234567890", "12345678901234567890|"),
                new Row("Content-Length: 21", "123456789012345678901", "LARGE_BODY"),
                new Row("Content-Length: 9223372036854775807", "x", "LARGE_BODY"),
                new Row(CHUNKED, "0\r\n\r\n", "|"),
                new Row(CHUNKED, "5\r\nhello\r\n0\r\n\r\nGET", "hello|GET"),
                new Row(CHUNKED, "5\r\nhello\r\n00A\r\n0123456789\r\n000\r\n\r\n", "hello0123456789|"),
                new Row(CHUNKED, "14\r\n12345678901234567890\r\n0\r\n\r\n", "12345678901234567890|"),
                new Row(CHUNKED, "5;a;b=c;d=\"e f\" ; g\r\nhello\r\n0;last\r\n\r\n", "hello|"),
                new Row(CHUNKED, "1 ;a\r\nx\r\n0\r\n\r\n", "x|"),
                new Row(CHUNKED, "1\r\nx\r\n0\r\nA: b\r\nC:\u00e9\td\r\n\r\nGET", "x|GET"),
                new Row(CHUNKED, "15\r\n1", "LARGE_BODY"),
                new Row(CHUNKED, "a\r\n0123456789\r\nb\r\n", "LARGE_BODY"),
                new Row(CHUNKED, "7fffffffffffffff\r\n", "LARGE_BODY"),
                new Row(CHUNKED, "8000000000000000\r\n", "LARGE_CHUNK_SIZE"),
                new Row(CHUNKED, "100000000000000005\r\n", "LARGE_CHUNK_SIZE"),
                new Row(CHUNKED, "00000000000000001\r\n", "LARGE_CHUNK_SIZE"),
                new Row(CHUNKED, "\r\n", "MALFORMED_CHUNK_SIZE"),
                new Row(CHUNKED, "g\r\n", "MALFORMED_CHUNK_SIZE"),
                new Row(CHUNKED, "0x5\r\n", "MALFORMED_CHUNK_SIZE"),
                new Row(CHUNKED, "-5\r\n", "MALFORMED_CHUNK_SIZE"),
                new Row(CHUNKED, "+5\r\n", "MALFORMED_CHUNK_SIZE"),
                new Row(CHUNKED, " 5\r\n", "MALFORMED_CHUNK_SIZE"),
                new Row(CHUNKED, "5 \r\n", "MALFORMED_CHUNK_SIZE"),
                new Row(CHUNKED, "5 5\r\n", "MALFORMED_CHUNK_SIZE"),
                new Row(CHUNKED, "5\nhello", "BARE_LF"),
                new Row(CHUNKED, "1;a=b ;c = d;e=\"\\\"\\\\\u00e9;\"\t;f\r\nx\r\n0\r\n\r\n", "x|"),
                new Row(CHUNKED, "1;\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;;a\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;=a\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;a b\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;a=\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;a=b \r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;a=b\"c\"\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;a=\"b\"c\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;a=\"b\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;a=\"b\\\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "1;a=\"b\n", "BARE_LF"),
                new Row(CHUNKED, "5;a\nhello", "BARE_LF"),
                new Row(CHUNKED, "5\rhello", "BARE_CR"),
                new Row(CHUNKED, "5;a\rb\r\n", "BARE_CR"),
                new Row(CHUNKED, "5;a\0b\r\n", "MALFORMED_EXTENSION"),
                new Row(CHUNKED, "5;" + "a".repeat(5000) + "\r\n", "LONG_EXTENSIONS"),
                new Row(CHUNKED, "5\r\nhelloo\r\n", "MALFORMED_CHUNK_END"),
                new Row(CHUNKED, "5\r\nhello\n0\r\n", "MALFORMED_CHUNK_END"),
                new Row(CHUNKED, "5\r\nhello\r0\r\n", "MALFORMED_CHUNK_END"),
                new Row(CHUNKED, "0\r\n A: b\r\n\r\n", "MALFORMED_TRAILER"),
                new Row(CHUNKED, "0\r\nA : b\r\n\r\n", "MALFORMED_TRAILER"),
                new Row(CHUNKED, "0\r\n: b\r\n\r\n", "MALFORMED_TRAILER"),
                new Row(CHUNKED, "0\r\nA: b\u0001\r\n\r\n", "MALFORMED_TRAILER"),
                new Row(CHUNKED, "0\r\nA: b\n\r\n", "BARE_LF"),
                new Row(CHUNKED, "0\r\nA: b\rB: c\r\n", "BARE_CR"),
                new Row(CHUNKED, "0\r\n\rG", "BARE_CR"),
                new Row(CHUNKED, "0\r\n" + "A: b\r\n".repeat(4), "LARGE_TRAILERS"),
                new Row(CHUNKED, "0\r\nA: " + "b".repeat(200), "LARGE_TRAILERS"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void resultsDoNotDependOnCuts(Row row) {
        byte[] bytes = row.bytes().getBytes(ISO_8859_1);
        for (int step = 1; step <= bytes.length; step++) {
            assertWithMessage("%s octets at a time", step)
                    .that(read(row.field(), bytes, step))
                    .isEqualTo(row.result());
        }
    }

    @Test
    void incompleteBodyNeedsMoreBytes() {
        assertThat(read("Content-Length: 5", "hell".getBytes(ISO_8859_1), 2)).isEqualTo("MORE");
        assertThat(read(CHUNKED, "5\r\nhello\r\n0\r\n\r".getBytes(ISO_8859_1), 2))
                .isEqualTo("MORE");
    }

    @Test
    void everyRejectionOfChunksHasRow() {
        Set<Refusal> missing = EnumSet.range(Refusal.MALFORMED_CHUNK_SIZE, Refusal.LARGE_BODY);
        for (Row row : rows()) {
            missing.removeIf(refusal -> refusal.name().equals(row.result()));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void countsDroppedBody() {
        BodyReader reader = new BodyReader(LIMITS);
        byte[] bytes = "5\r\nhello\r\n0\r\n\r\nGET".getBytes(ISO_8859_1);
        reader.begin(framing(CHUNKED), MAX_BODY, null);
        assertThat(reader.read(bytes, 0, bytes.length)).isEqualTo(Progress.DONE);
        assertThat(reader.end()).isEqualTo(bytes.length - 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | null null",
                "A: b~ | b null",
                "a:\t b c \t~C:d~ | b c d",
                "x: y~A: b~a: c~ | b null",
                "A:~ | - null",
                "c:  ~a: \u00e9~ | \u00e9 -",
                "Content-Length: 5~c: d~ | null d",
                "Authorization: x~Host: y~c: d~ | null d",
            })
    void keepsTrailerFieldsForAllCuts(String fields, String expected) {
        byte[] bytes = ("1\r\nx\r\n0\r\n" + fields.replace("~", "\r\n") + "\r\nGET").getBytes(ISO_8859_1);
        ReceivedRequest request = RequestFixture.get("/").begin();
        BodyReader reader = new BodyReader(LIMITS);
        for (int step = 1; step <= bytes.length; step++) {
            reader.begin(framing(CHUNKED), MAX_BODY, null, request.receivedTrailers());
            int at = 0;
            for (int to = step; reader.read(bytes, at, Math.min(to, bytes.length)) == Progress.MORE; to += step) {
                at = reader.end();
                assertThrows(IllegalStateException.class, () -> request.trailer("a"));
            }
            assertWithMessage("%s octets at a time", step)
                    .that(request.trailer("A") + " " + request.trailer("c"))
                    .isEqualTo(expected.replace("-", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection",
                "content-encoding",
                "content-length",
                "content-range",
                "content-type",
                "cookie",
                "expect",
                "forwarded",
                "host",
                "if-match",
                "keep-alive",
                "max-forwards",
                "proxy-authorization",
                "range",
                "set-cookie",
                "te",
                "trailer",
                "transfer-encoding",
                "upgrade",
                "x-forwarded-for",
                "X-Forwarded-Proto",
                "AUTHORIZATION",
            })
    void dropsHeaderFieldsFromTrailerSection(String name) {
        ReceivedRequest request = RequestFixture.get("/").begin();
        BodyReader reader = new BodyReader(LIMITS);
        byte[] bytes = ("0\r\n" + name + ": x\r\nb: y\r\n\r\n").getBytes(ISO_8859_1);
        reader.begin(framing(CHUNKED), MAX_BODY, null, request.receivedTrailers());
        assertThat(reader.read(bytes, 0, bytes.length)).isEqualTo(Progress.DONE);
        assertThat(request.trailer(name)).isNull();
        assertThat(request.trailer("b")).isEqualTo("y");
    }

    @Test
    void dropsTrailerFieldsOfDroppedBody() {
        ReceivedRequest request = RequestFixture.get("/").begin();
        BodyReader reader = new BodyReader(LIMITS);
        byte[] bytes = "0\r\na: b\r\nc: d\r\n\r\n".getBytes(ISO_8859_1);
        reader.begin(framing(CHUNKED), MAX_BODY, null, request.receivedTrailers());
        assertThat(reader.read(bytes, 0, 10)).isEqualTo(Progress.MORE);
        reader.drop(MAX_BODY);
        request.end();
        RequestFixture.get("/").begin(request);
        assertThat(reader.read(bytes, 10, bytes.length)).isEqualTo(Progress.DONE);
        assertThat(request.trailer("a")).isNull();
        assertThat(request.trailer("c")).isNull();
    }

    private static String read(String field, byte[] bytes, int step) {
        ByteWriter body = new ByteWriter(0);
        BodyReader reader = new BodyReader(LIMITS);
        reader.begin(framing(field), MAX_BODY, body);
        Progress progress = Progress.MORE;
        int at = 0;
        for (int to = step; progress == Progress.MORE; to += step) {
            progress = reader.read(bytes, at, Math.min(to, bytes.length));
            at = reader.end();
            if (to >= bytes.length) {
                break;
            }
        }
        return switch (progress) {
            case MORE -> "MORE";
            case REFUSED -> reader.refusal().name();
            case DONE -> body + "|" + new String(bytes, at, bytes.length - at, ISO_8859_1);
        };
    }

    private static Framing framing(String field) {
        byte[] head = ("POST / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n").getBytes(ISO_8859_1);
        HeadParser parser = new HeadParser(Limits.DEFAULT, new ReceivedHead());
        parser.begin(head, 0);
        assertThat(parser.parse(head.length)).isEqualTo(Progress.DONE);
        return parser.framing();
    }
}
