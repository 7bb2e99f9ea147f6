package dev.interlock.agreement;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.base.Splitter;
import dev.interlock.agreement.SmugglingAttempts.Attempt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each known attempt to smuggle a request is rejected, or read in the only way that the RFCs allow. */
final class SmugglingTest {
    private static final String LINE = "POST /echo HTTP/1.1\r\nHost: a\r\n";
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";

    static List<Attempt> attempts() {
        return SmugglingAttempts.all();
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void isRefused(Attempt attempt) {
        Reading refused = new Reading(List.of(), attempt.refusal().name());
        assertThat(WireReader.read(attempt.bytes())).isEqualTo(refused);
        assertThat(WireReader.read(attempt.bytes(), () -> 1)).isEqualTo(refused);
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void isRefusedByRuleOfItsFamily(Attempt attempt) {
        String rule = attempt.refusal().rule();
        String document = rule.substring(0, "RFC 9112".length());
        String section = rule.substring(rule.lastIndexOf(' ') + 1);
        String family = attempt.family();
        int at = family.indexOf(document);
        assertWithMessage(family).that(at).isAtLeast(0);
        int next = family.indexOf("RFC", at + 1);
        assertThat(Splitter.onPattern("[, ]+").split(family.substring(at, next < 0 ? family.length() : next)))
                .contains(section);
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void isNotReadByNettyInAnotherWay(Attempt attempt) {
        Agreement.check(attempt.bytes());
    }

    /** RFC 9112 section 3.2.2: an origin server ignores the Host field of a request in absolute-form. */
    @Test
    void targetWinsOverHost() {
        SeenRequest seen = only("GET http://b:1/x HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(seen.values("host")).containsExactly("b:1");
        assertThat(seen.path()).isEqualTo("/x");
    }

    /** RFC 9112 section 5: white space around a value is optional, and a tab is white space. */
    @Test
    void tabBeforeValueIsWhiteSpace() {
        SeenRequest seen = only(LINE + "Transfer-Encoding:\tchunked\t\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        assertThat(seen.body()).isEqualTo("hello");
        assertThat(only(LINE + "Content-Length:\t5 \t\r\n\r\nhello").body()).isEqualTo("hello");
    }

    /** RFC 9110 section 5.1: any token can be a field name, and an underscore is not a hyphen. */
    @Test
    void underscoreNamesAnotherField() {
        SeenRequest seen =
                only(LINE + "Transfer_Encoding: chunked\r\nContent-Length: 5\r\nContent_Length: 6\r\n\r\nhello");
        assertThat(seen.body()).isEqualTo("hello");
        assertThat(seen.fields()).hasSize(4);
    }

    /**
     * RFC 9112 section 7.1.2: trailer fields never frame a message. By section 6.3, only the head determines the
     * length.
     */
    @Test
    void trailersFrameNothing() {
        SeenRequest seen = only(LINE + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
                + "Content-Length: 99\r\nTransfer-Encoding: gzip\r\nHost: b\r\n\r\n");
        assertThat(seen.body()).isEqualTo("x");
        assertThat(seen.values("host")).containsExactly("a");
        assertThat(seen.values("content-length")).isEmpty();
    }

    /**
     * RFC 9110 section 7.6.1: only an intermediary removes the fields that Connection names. A Content-Length that it
     * names still counts here.
     */
    @Test
    void connectionDoesNotTakeLengthAway() {
        SeenRequest seen = only(LINE + "Connection: Content-Length\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(seen.body()).isEqualTo("hello");
    }

    /**
     * RFC 9110 section 9.3.1: the content of a GET has no meaning, but RFC 9112 section 6.3 frames it like any other
     * content.
     */
    @Test
    void bodyOfGetIsNoRequest() {
        SeenRequest seen = only("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: " + NEXT.length() + "\r\n\r\n" + NEXT);
        assertThat(seen.body()).isEqualTo(NEXT);
    }

    /** Returns the request in the bytes. Another request follows it, and must be found directly after it. */
    private static SeenRequest only(String wire) {
        byte[] bytes = (wire + NEXT).getBytes(ISO_8859_1);
        Reading reading = WireReader.read(bytes);
        assertWithMessage("%s", reading).that(reading.requests()).hasSize(2);
        assertThat(reading.requests().get(1).target()).isEqualTo("/next");
        assertThat(reading.requests().get(0).end()).isEqualTo(wire.length());
        assertThat(Agreement.check(bytes)).isEmpty();
        return reading.requests().get(0);
    }
}
