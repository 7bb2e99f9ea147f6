package dev.interlock.internal.http1;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.message.ReceivedHead;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rejected heads. Each row has the bytes, the reason with its status, and the section of the RFC. */
final class HeadRefusalTest {
    private static final String RFC_9110 = "RFC 9110 section ";
    private static final String RFC_9112 = "RFC 9112 section ";
    private static final String HEAD = "GET / HTTP/1.1\r\nHost: a\r\n";
    private static final Limits LIMITS = new Limits(1024, 4096, 10, 1000);

    private static final List<String> INVALID_HOSTS = List.of(
            "%zz", "a%4", "[.]", "[1]", "[:::]", "[1.2.3.4]", "[1:2:3:4:5:6:7:8:9]", "[fe80::1%25en0]", "[v1.]");

    record Row(String bytes, Refusal refusal, int status, String rule) {}

    static List<Row> requestLines() {
        return List.of(
                new Row("\r\n".repeat(9), Refusal.EMPTY_LINES, 400, RFC_9112 + "2.2"),
                new Row("\nGET / HTTP/1.1\r\n", Refusal.BARE_LF, 400, RFC_9112 + "2.2"),
                new Row("\r\rGET / HTTP/1.1\r\n", Refusal.BARE_CR, 400, RFC_9112 + "2.2"),
                new Row("GET / HTTP/1.1\nHost: a\n\n", Refusal.BARE_LF, 400, RFC_9112 + "2.2"),
                new Row("GET / HTTP/1.1\rHost: a\r\n", Refusal.BARE_CR, 400, RFC_9112 + "2.2"),
                new Row(" GET / HTTP/1.1\r\n", Refusal.MALFORMED_METHOD, 400, RFC_9112 + "3.1"),
                new Row("G@T / HTTP/1.1\r\n", Refusal.MALFORMED_METHOD, 400, RFC_9112 + "3.1"),
                new Row("GET\t/ HTTP/1.1\r\n", Refusal.MALFORMED_METHOD, 400, RFC_9112 + "3.1"),
                new Row("GET\r\n", Refusal.MALFORMED_METHOD, 400, RFC_9112 + "3.1"),
                new Row("G\0T / HTTP/1.1\r\n", Refusal.CONTROL_BYTE, 400, RFC_9110 + "5.5"),
                new Row("GET  / HTTP/1.1\r\n", Refusal.MALFORMED_VERSION, 400, RFC_9112 + "2.3"),
                new Row("GET /\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET /a#b HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET /\u00e9 HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET /a\tb HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET /a\u0001b HTTP/1.1\r\n", Refusal.CONTROL_BYTE, 400, RFC_9110 + "5.5"),
                new Row("GET /a\u007fb HTTP/1.1\r\n", Refusal.CONTROL_BYTE, 400, RFC_9110 + "5.5"),
                new Row("GET a HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET * HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET ftp://a/ HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET http:///a HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET http://u@a/ HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("CONNECT a/b HTTP/1.1\r\n", Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"),
                new Row("GET / http/1.1\r\n", Refusal.MALFORMED_VERSION, 400, RFC_9112 + "2.3"),
                new Row("GET / HTTP/1.10\r\n", Refusal.MALFORMED_VERSION, 400, RFC_9112 + "2.3"),
                new Row("GET / HTTP/a.1\r\n", Refusal.MALFORMED_VERSION, 400, RFC_9112 + "2.3"),
                new Row("GET / HTTP/1.1 \r\n", Refusal.MALFORMED_VERSION, 400, RFC_9112 + "2.3"),
                new Row("GET / HTTP/1.1\u00e9\r\n", Refusal.MALFORMED_VERSION, 400, RFC_9112 + "2.3"),
                new Row("GET / HTTP/1.1\t\r\n", Refusal.MALFORMED_VERSION, 400, RFC_9112 + "2.3"),
                new Row("GET / \r\n", Refusal.MALFORMED_VERSION, 400, RFC_9112 + "2.3"),
                new Row("GET / HTTP/1.\u0001\r\n", Refusal.CONTROL_BYTE, 400, RFC_9110 + "5.5"),
                new Row("GET / HTTP/2.0\r\n", Refusal.UNSUPPORTED_VERSION, 505, RFC_9110 + "15.6.6"),
                new Row("PRI * HTTP/2.0\r\n\r\nSM\r\n", Refusal.UNSUPPORTED_VERSION, 505, RFC_9110 + "15.6.6"),
                new Row("GET / HTTP/0.9\r\n", Refusal.UNSUPPORTED_VERSION, 505, RFC_9110 + "15.6.6"),
                new Row("GET /" + "a".repeat(2000), Refusal.LONG_REQUEST_LINE, 414, RFC_9112 + "3"));
    }

    static List<Row> targetOctets() {
        return "\"<>\\^`{|}"
                .chars()
                .mapToObj(c -> "GET /" + (char) c + " HTTP/1.1\r\n")
                .map(bytes -> new Row(bytes, Refusal.MALFORMED_TARGET, 400, RFC_9112 + "3.2"))
                .toList();
    }

    static List<Row> fieldLines() {
        return List.of(
                new Row(HEAD + "X: a\nb\r\n", Refusal.BARE_LF, 400, RFC_9112 + "2.2"),
                new Row(HEAD + "X: a\rb\r\n", Refusal.BARE_CR, 400, RFC_9112 + "2.2"),
                new Row(HEAD + "X: a\0b\r\n", Refusal.CONTROL_BYTE, 400, RFC_9110 + "5.5"),
                new Row(HEAD + "X: long enough for a word \u007f\r\n", Refusal.CONTROL_BYTE, 400, RFC_9110 + "5.5"),
                new Row(HEAD + "X : a\r\n", Refusal.SPACE_BEFORE_COLON, 400, RFC_9112 + "5.1"),
                new Row(HEAD + " X: a\r\n", Refusal.FOLDED_LINE, 400, RFC_9112 + "5.2"),
                new Row(HEAD + "X: a\r\n\tb\r\n", Refusal.FOLDED_LINE, 400, RFC_9112 + "5.2"),
                new Row(HEAD + ": a\r\n", Refusal.EMPTY_NAME, 400, RFC_9112 + "5"),
                new Row(HEAD + "X\r\n", Refusal.MALFORMED_NAME, 400, RFC_9110 + "5.1"),
                new Row(HEAD + "X(: a\r\n", Refusal.MALFORMED_NAME, 400, RFC_9110 + "5.1"),
                new Row(HEAD + "\u00e9: a\r\n", Refusal.MALFORMED_NAME, 400, RFC_9110 + "5.1"),
                new Row(HEAD + "\n", Refusal.BARE_LF, 400, RFC_9112 + "2.2"),
                new Row(HEAD + "X: a\r\n".repeat(10), Refusal.MANY_FIELDS, 431, "RFC 6585 section 5"),
                new Row(HEAD + "X: " + "a".repeat(5000), Refusal.LARGE_HEAD, 431, "RFC 6585 section 5"));
    }

    static List<Row> hosts() {
        String line = "GET / HTTP/1.1\r\n";
        return List.of(
                new Row(line + "\r\n", Refusal.MISSING_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: a\r\nHost: a\r\n", Refusal.DUPLICATE_HOST, 400, RFC_9112 + "3.2"),
                new Row("GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n", Refusal.DUPLICATE_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host:\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: a b\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: a/b\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: u@a\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: a:b\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: a:123456\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: [::1\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: []\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"),
                new Row(line + "Host: :80\r\n", Refusal.MALFORMED_HOST, 400, RFC_9112 + "3.2"));
    }

    /** RFC 3986 section 3.2.2, in a Host field and in absolute-form. */
    static List<Row> addresses() {
        return INVALID_HOSTS.stream()
                .flatMap(host -> Stream.of(
                        new Row(
                                "GET / HTTP/1.1\r\nHost: " + host + "\r\n",
                                Refusal.MALFORMED_HOST,
                                400,
                                RFC_9112 + "3.2"),
                        new Row(
                                "GET http://" + host + "/ HTTP/1.1\r\n",
                                Refusal.MALFORMED_TARGET,
                                400,
                                RFC_9112 + "3.2")))
                .toList();
    }

    static List<Row> lengths() {
        String length = HEAD + "Content-Length: ";
        String coding = HEAD + "Transfer-Encoding: ";
        return List.of(
                new Row(length + "\r\n", Refusal.MALFORMED_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "-1\r\n", Refusal.MALFORMED_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "+1\r\n", Refusal.MALFORMED_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "1 1\r\n", Refusal.MALFORMED_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "0x10\r\n", Refusal.MALFORMED_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "5, 5\r\n", Refusal.MALFORMED_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "9223372036854775808\r\n", Refusal.MALFORMED_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "5\r\nContent-Length: 6\r\n", Refusal.DUPLICATE_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "5\r\nContent-Length: 5\r\n", Refusal.DUPLICATE_LENGTH, 400, RFC_9112 + "6.3"),
                new Row(length + "5\r\nTransfer-Encoding: chunked\r\n\r\n", Refusal.TWO_LENGTHS, 400, RFC_9112 + "6.1"),
                new Row(coding + "chunked\r\nContent-Length: 0\r\n\r\n", Refusal.TWO_LENGTHS, 400, RFC_9112 + "6.1"),
                new Row(coding + "gzip, chunked\r\n\r\n", Refusal.UNKNOWN_CODING, 501, RFC_9112 + "6.1"),
                new Row(coding + "gzip\r\n\r\n", Refusal.CHUNKED_NOT_LAST, 400, RFC_9112 + "6.3"),
                new Row(coding + "identity\r\n\r\n", Refusal.CHUNKED_NOT_LAST, 400, RFC_9112 + "6.3"),
                new Row(coding + "xchunked\r\n\r\n", Refusal.CHUNKED_NOT_LAST, 400, RFC_9112 + "6.3"),
                new Row(coding + "\r\n\r\n", Refusal.CHUNKED_NOT_LAST, 400, RFC_9112 + "6.3"),
                new Row(coding + "chunked, gzip\r\n\r\n", Refusal.CHUNKED_NOT_LAST, 400, RFC_9112 + "6.3"),
                new Row(coding + "chunked, chunked\r\n\r\n", Refusal.CHUNKED_NOT_LAST, 400, RFC_9112 + "6.3"),
                new Row(
                        coding + "chunked\r\nTransfer-Encoding: x\r\n\r\n",
                        Refusal.CHUNKED_NOT_LAST,
                        400,
                        RFC_9112 + "6.3"),
                new Row(
                        "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                        Refusal.OLD_TRANSFER_ENCODING,
                        400,
                        RFC_9112 + "6.1"));
    }

    @ParameterizedTest
    @MethodSource({"requestLines", "targetOctets", "fieldLines", "hosts", "addresses", "lengths"})
    void refuses(Row row) {
        byte[] bytes = row.bytes().getBytes(ISO_8859_1);
        HeadParser parser = new HeadParser(LIMITS, new ReceivedHead());
        parser.begin(bytes, 0);
        assertThat(parser.parse(bytes.length)).isEqualTo(Progress.REFUSED);
        assertThat(parser.refusal()).isEqualTo(row.refusal());
        assertThat(parser.refusal().status()).isEqualTo(row.status());
        assertThat(parser.refusal().rule()).isEqualTo(row.rule());
    }

    @Test
    void everyRejectionOfHeadsHasRow() {
        Set<Refusal> missing = EnumSet.range(Refusal.EMPTY_LINES, Refusal.UNKNOWN_CODING);
        for (List<Row> rows : List.of(requestLines(), targetOctets(), fieldLines(), hosts(), lengths())) {
            rows.forEach(row -> missing.remove(row.refusal()));
        }
        assertWithMessage("refusals without a row").that(missing).isEmpty();
    }
}
