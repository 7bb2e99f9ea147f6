package dev.interlock.agreement;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.agreement.RequestCorpus.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks one example for each documented difference between our reader and Netty's strict decoder. */
final class AgreementTest {
    private static final String HOST = "Host: a\r\n";
    private static final String LINE = " HTTP/1.1\r\n" + HOST;
    private static final String END = LINE + "\r\n";
    private static final String CHUNKED = "POST /" + LINE + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    /** @param reason reason for which the two readers differ */
    record Row(Enum<?> reason, String wire) {}

    static List<Row> stricter() {
        return List.of(
                new Row(StricterThanNetty.EMPTY_LINES, "\r\n".repeat(9) + "GET /" + END),
                new Row(StricterThanNetty.BARE_CR, "\r\rGET /" + END),
                new Row(StricterThanNetty.BARE_CR_AS_SPACE, "GET  HTTP/1.1\r HTTP/1.2\r\n" + HOST + "\r\n"),
                new Row(StricterThanNetty.BARE_LF, "\nGET /" + END),
                new Row(StricterThanNetty.METHOD_NOT_ENDED_BY_ONE_SPACE, "GET\t/" + END),
                new Row(StricterThanNetty.METHOD_NOT_ENDED_BY_ONE_SPACE, " GET /" + END),
                new Row(StricterThanNetty.CONTROL_IN_TARGET, "GET /a\0b" + END),
                new Row(StricterThanNetty.TARGET_OF_NO_FORM, "GET a" + END),
                new Row(StricterThanNetty.TARGET_OF_NO_FORM, "GET *" + END),
                new Row(StricterThanNetty.TARGET_OF_NO_FORM, "CONNECT *" + END),
                new Row(StricterThanNetty.TARGET_OF_NO_FORM, "GET http://u@a/" + END),
                new Row(StricterThanNetty.TARGET_OF_NO_FORM, "GET /\u00e9" + END),
                new Row(StricterThanNetty.TARGET_OF_NO_FORM, "GET /\tHTTP/1.1\r\n" + HOST + "\r\n"),
                new Row(StricterThanNetty.VERSION_NOT_CASE_SENSITIVE, "GET / http/1.1\r\n" + HOST + "\r\n"),
                new Row(StricterThanNetty.VERSION_NOT_CASE_SENSITIVE, "GET  /" + END),
                new Row(StricterThanNetty.OTHER_MAJOR_VERSION, "GET / HTTP/9.9\r\n" + HOST + "\r\n"),
                new Row(StricterThanNetty.LONG_REQUEST_LINE, "GET /" + "a".repeat(250) + END),
                new Row(StricterThanNetty.LARGE_HEAD, "GET /" + LINE + "X: " + "a".repeat(1024) + "\r\n\r\n"),
                new Row(StricterThanNetty.MANY_FIELDS, "GET /" + LINE + "X: a\r\n".repeat(16) + "\r\n"),
                new Row(StricterThanNetty.FOLDED_LINE, "GET /" + LINE + "X: a\r\n b\r\n\r\n"),
                new Row(StricterThanNetty.MISSING_HOST, "GET / HTTP/1.1\r\n\r\n"),
                new Row(StricterThanNetty.DUPLICATE_HOST, "GET /" + LINE + HOST + "\r\n"),
                new Row(StricterThanNetty.HOST_OF_NO_FORM, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                new Row(StricterThanNetty.HOST_OF_NO_FORM, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                new Row(
                        StricterThanNetty.DUPLICATE_LENGTH_IN_HTTP10,
                        "POST / HTTP/1.0\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nhello"));
    }

    static List<Row> stricterOnBodies() {
        String coding = "POST /" + LINE + "Transfer-Encoding: ";
        return List.of(
                new Row(StricterThanNetty.EMPTY_CODING_LAST, coding + "chunked,\r\n\r\n" + LAST_CHUNK),
                new Row(StricterThanNetty.UNKNOWN_CODING, coding + "gzip, chunked\r\n\r\n" + LAST_CHUNK),
                new Row(StricterThanNetty.UNKNOWN_CODING, coding + ",chunked\r\n\r\n" + LAST_CHUNK),
                new Row(StricterThanNetty.ZEROS_BEFORE_CHUNK_SIZE, CHUNKED + "0".repeat(17) + "\r\n\r\n"),
                new Row(StricterThanNetty.LOOSE_EXTENSION, CHUNKED + "2;\r\nhi\r\n" + LAST_CHUNK),
                new Row(StricterThanNetty.LOOSE_EXTENSION, CHUNKED + "2;a b\r\nhi\r\n" + LAST_CHUNK),
                new Row(StricterThanNetty.LOOSE_EXTENSION, CHUNKED + "2;a=\"b\" \r\nhi\r\n" + LAST_CHUNK),
                new Row(StricterThanNetty.LONG_EXTENSIONS, CHUNKED + "0;" + "a".repeat(4096) + "\r\n\r\n"),
                new Row(StricterThanNetty.LOOSE_TRAILER, CHUNKED + "0\r\nA: b\r\n c\r\n\r\n"),
                new Row(StricterThanNetty.LOOSE_TRAILER, CHUNKED + "0\r\nContent-Length: \0\r\n\r\n"),
                new Row(StricterThanNetty.BARE_CR_IN_TRAILER, CHUNKED + "0\r\nContent-Length: a\rb\r\n\r\n"),
                new Row(StricterThanNetty.LARGE_TRAILERS, CHUNKED + "0\r\n" + "A: b\r\n".repeat(17) + "\r\n"),
                new Row(
                        StricterThanNetty.LARGE_BODY,
                        "POST /" + LINE + "Content-Length: 513\r\n\r\n" + "a".repeat(513)));
    }

    static List<Row> laxer() {
        return List.of(
                new Row(
                        LaxerThanNetty.LATER_MINOR_VERSION_WITH_CODING,
                        CHUNKED.replace("HTTP/1.1", "HTTP/1.2") + LAST_CHUNK),
                new Row(LaxerThanNetty.SPACE_BEHIND_EXTENSION_VALUE, CHUNKED + "2;a=b ;c\r\nhi\r\n" + LAST_CHUNK),
                new Row(
                        LaxerThanNetty.OBSOLETE_TEXT_IN_EXTENSION_VALUE,
                        CHUNKED + "2;a=\"\u00e9\"\r\nhi\r\n" + LAST_CHUNK),
                new Row(
                        LaxerThanNetty.BODY_OF_HIXIE_76,
                        "GET /" + LINE + "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n12345678"));
    }

    private static Stream<Row> rows() {
        return Stream.of(stricter(), stricterOnBodies(), laxer()).flatMap(List::stream);
    }

    static Stream<byte[]> wires() {
        return rows().map(row -> row.wire().getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource({"stricter", "stricterOnBodies", "laxer"})
    void differsForReason(Row row) {
        assertThat(Agreement.check(row.wire().getBytes(ISO_8859_1))).containsExactly(row.reason());
    }

    @Test
    void everyReasonHasRow() {
        List<Enum<?>> reasons = new ArrayList<>(List.of(StricterThanNetty.values()));
        reasons.addAll(List.of(LaxerThanNetty.values()));
        assertThat(rows().map(Row::reason).toList()).containsAtLeastElementsIn(reasons);
    }

    @Test
    void nettySeesTheSameInEveryPair() {
        for (Sample first : RequestCorpus.all()) {
            for (Sample second : RequestCorpus.all()) {
                Agreement.check((first.text() + second.text()).getBytes(ISO_8859_1));
            }
        }
    }

    @Test
    void wordsSpellWhatTheyStandFor() {
        HttpFuzzTest.wires().forEach(wire -> {
            byte[] words = WireWords.of(wire);
            assertWithMessage(new String(wire, ISO_8859_1))
                    .that(WireWords.spelled(words))
                    .isEqualTo(wire);
            assertThat(words.length).isLessThan(wire.length);
        });
    }
}
