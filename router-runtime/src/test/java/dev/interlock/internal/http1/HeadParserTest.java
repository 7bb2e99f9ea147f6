package dev.interlock.internal.http1;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http.Protocol;
import dev.interlock.internal.message.ReceivedHead;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadParserTest {
    private static final Limits LIMITS = new Limits(64, 256, 4, 1000);

    private final ReceivedHead head = new ReceivedHead();
    private final HeadParser parser = new HeadParser(LIMITS, head);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /v1/orders/7?a=b&c HTTP/1.1\r\nhost:a.example:8080\r\nAccept: */*\r\n\r\nGET /next",
                "\r\n\r\nPOST /x HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 5\r\n\r\nhello",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: upgrade, close\r\n\r\n",
                "GET http://b.example:1/p?q HTTP/1.1\r\nHost: a\r\nX:\t tab\tin\u00e9 side \t\r\n\r\n",
                "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\nExpect: 100-Continue\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: b\u0000c\r\n\r\n",
                "GET / HTTP/1.1\nHost: a\r\n\r\n",
                "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n\r\n",
                "GET /too/long/a/target/for/the/limit/of/sixty-four/bytes/of/this/test HTTP/1.1\r\n\r\n",
            })
    void everyWayOfCuttingGivesTheSame(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        String whole = parse(bytes, bytes.length);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertWithMessage("cut at %s", cut).that(parse(bytes, cut)).isEqualTo(whole);
        }
        assertWithMessage("octet by octet").that(parseOctetByOctet(bytes)).isEqualTo(whole);
    }

    @Test
    void rejectsLargeHeadAtSameOctetForAllCuts() {
        byte[] bytes = ("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(300) + "\r\n\r\n").getBytes(ISO_8859_1);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(parse(bytes, cut)).isEqualTo("LARGE_HEAD");
        }
    }

    @Test
    void acceptsHeadOfExactLimit() {
        String frame = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n";
        String fits = frame.replace("X: ", "X: " + "y".repeat(LIMITS.head() - frame.length()));
        assertThat(parse(fits.getBytes(ISO_8859_1), 10)).startsWith("GET target=/ ");
        String over = fits.replace("y\r", "yy\r");
        assertThat(parse(over.getBytes(ISO_8859_1), 10)).isEqualTo("LARGE_HEAD");
    }

    @Test
    void acceptsRequestLineOfExactLimit() {
        String frame = "GET / HTTP/1.1";
        String fits = frame.replace("/ ", "/" + "y".repeat(LIMITS.requestLine() - frame.length()) + " ");
        assertThat(parse((fits + "\r\nHost: a\r\n\r\n").getBytes(ISO_8859_1), 10))
                .startsWith("GET target=/yyy");
        String over = fits.replace("y ", "yy ") + "\r\nHost: a\r\n\r\n";
        assertThat(parse(over.getBytes(ISO_8859_1), 10)).isEqualTo("LONG_REQUEST_LINE");
    }

    @Test
    void readsEveryPartOfHead() {
        String parsed =
                parse("GET /a/b?c=d HTTP/1.1\r\nHost: h\r\nAccept:  x, y \r\nEmpty:\r\n\r\n".getBytes(ISO_8859_1), 0);
        assertThat(parsed)
                .isEqualTo("GET target=/a/b?c=d path=/a/b query=c=d minor=1 length=0 persistent=true"
                        + " continue=false unknown=false end=58 Host=h Accept=x, y Empty=");
    }

    @Test
    void authorityOfTargetReplacesHost() {
        String parsed = parse("GET http://b:1?q HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1), 0);
        assertThat(parsed).contains("path=/ query=q ");
        assertThat(parsed).endsWith(" Host=b:1");
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1|Host: a.example:8080, a.example:8080",
        "GET / HTTP/1.1|hOST:[::1]:80, [::1]:80",
        "GET http://b.example:1?q HTTP/1.1|Host: a, b.example:1",
        "GET HTTPS://b/ HTTP/1.1|Host: a, b",
        "OPTIONS * HTTP/1.1|Host: a, a",
        "CONNECT b.example:443 HTTP/1.1|Host: a, b.example:443",
        "GET / HTTP/1.0|Host: a, a",
        "GET http://b HTTP/1.0|X: y, b",
        "GET / HTTP/1.0|X: y, ''",
    })
    void findsTheAuthority(String lines, String authority) {
        byte[] bytes = ("\r\n" + lines.replace("|", "\r\n") + "\r\n\r\n").getBytes(ISO_8859_1);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertWithMessage("cut at %s", cut).that(parse(bytes, cut)).contains("target=");
            int from = head.authorityFrom();
            assertWithMessage("cut at %s", cut)
                    .that(new String(head.bytes(), from, head.authorityTo() - from, ISO_8859_1))
                    .isEqualTo(authority);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TE: trailers, true",
        "te: Trailers, true",
        "'TE: gzip;q=0.5 , trailers', true",
        "'TE: gzip,\ttrailers\t', true",
        "TE: gzip, false",
        "TE: xtrailers, false",
        "TE: trailers;q=1, false",
        "TE:, false",
        "Trailer: trailers, false",
        "Tea: trailers, false",
    })
    void recognizesClientsThatAcceptTrailerFields(String field, boolean expected) {
        parse(("GET / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n").getBytes(ISO_8859_1), 0);
        assertThat(parser.framing().acceptsTrailers()).isEqualTo(expected);
        parse(("GET / HTTP/1.0\r\n" + field + "\r\n\r\n").getBytes(ISO_8859_1), 0);
        assertThat(parser.framing().acceptsTrailers()).isFalse();
        parse("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1), 0);
        assertThat(parser.framing().acceptsTrailers()).isFalse();
    }

    @Test
    void schemeComesFromConnection() {
        byte[] bytes = "GET https://a/ HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);
        parse(bytes, 0);
        assertThat(head.isSecure()).isFalse();
        HeadParser secured = new HeadParser(LIMITS, head, SomeTls.CONNECTION);
        for (int i = 0; i < 2; i++) {
            secured.begin(bytes, 0);
            assertThat(secured.parse(bytes.length)).isEqualTo(Progress.DONE);
            assertThat(head.isSecure()).isTrue();
        }
    }

    @Test
    void readsProtocolOfEachRequest() {
        for (String version : new String[] {"HTTP/1.0", "HTTP/1.1", "HTTP/1.0", "HTTP/1.1"}) {
            parse(("GET / " + version + "\r\nHost: a\r\n\r\n").getBytes(ISO_8859_1), 0);
            assertThat(head.protocol().toString()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "CLOSE", "keep-alive, close", "close,foo", " , close"})
    void closeEndsConnection(String value) {
        assertThat(parse(("GET / HTTP/1.1\r\nHost: a\r\nConnection: " + value + "\r\n\r\n").getBytes(ISO_8859_1), 0))
                .contains("persistent=false");
    }

    @Test
    void http10IsPersistentOnlyOnRequest() {
        assertThat(parse("GET / HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1), 0))
                .contains("minor=0 length=0 persistent=false");
        assertThat(parse("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n".getBytes(ISO_8859_1), 0))
                .contains("persistent=true");
    }

    @Test
    void ignoresNamesSimilarToFramingFields() {
        String lines = "GET / HTTP/1.1\r\nhoST: a\r\n";
        assertThat(parse((lines + "Hosts: b\r\nHoot: c\r\n\r\n").getBytes(ISO_8859_1), 0))
                .endsWith(" hoST=a Hosts=b Hoot=c");
        String others = "Content-Langth: 5\r\nExpand: x\r\nConnectiom: close\r\n\r\n";
        assertThat(parse((lines + others).getBytes(ISO_8859_1), 0))
                .contains(" length=0 persistent=true continue=false unknown=false ");
    }

    @Test
    void ignoresExpectationsOfHttp10() {
        assertThat(parse("PUT / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n".getBytes(ISO_8859_1), 0))
                .contains("continue=false");
    }

    @Test
    void readsLaterMinorVersionAsHttp11() {
        assertThat(parse("GET / HTTP/1.7\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1), 0))
                .contains("minor=1");
    }

    /**
     * Parses bytes that arrive in two pieces. Before the second piece arrives, the parser must not read beyond the cut.
     */
    private String parse(byte[] bytes, int cut) {
        byte[] arrived = Arrays.copyOf(bytes, cut);
        arrived = Arrays.copyOf(arrived, bytes.length);
        parser.begin(arrived, 0);
        Progress first = parser.parse(cut);
        if (first != Progress.MORE) {
            return describe(first, arrived);
        }
        System.arraycopy(bytes, cut, arrived, cut, bytes.length - cut);
        return describe(parser.parse(bytes.length), arrived);
    }

    private String parseOctetByOctet(byte[] bytes) {
        parser.begin(bytes, 0);
        Progress progress = Progress.MORE;
        for (int to = 0; to <= bytes.length && progress == Progress.MORE; to++) {
            progress = parser.parse(to);
        }
        return describe(progress, bytes);
    }

    private String describe(Progress progress, byte[] bytes) {
        if (progress != Progress.DONE) {
            return progress == Progress.REFUSED ? parser.refusal().name() : "MORE";
        }
        Framing framing = parser.framing();
        StringBuilder text = new StringBuilder();
        text.append(text(bytes, head.methodFrom(), head.methodTo()));
        text.append(" target=").append(text(bytes, head.targetFrom(), head.targetTo()));
        text.append(" path=").append(text(bytes, head.pathFrom(), head.pathTo()));
        text.append(" query=").append(head.queryFrom() < 0 ? "none" : text(bytes, head.queryFrom(), head.queryTo()));
        text.append(" minor=").append(head.protocol() == Protocol.HTTP_1_0 ? 0 : 1);
        text.append(" length=").append(framing.length());
        text.append(" persistent=").append(framing.isPersistent());
        text.append(" continue=").append(framing.expectsContinue());
        text.append(" unknown=").append(framing.expectsUnknown());
        text.append(" end=").append(parser.end());
        for (int i = 0; i < head.fieldCount(); i++) {
            text.append(' ').append(text(bytes, head.nameFrom(i), head.nameTo(i)));
            text.append('=').append(text(bytes, head.valueFrom(i), head.valueTo(i)));
        }
        return text.toString();
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }
}
