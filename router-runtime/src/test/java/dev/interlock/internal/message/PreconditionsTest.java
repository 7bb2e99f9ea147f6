package dev.interlock.internal.message;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.EntityTag;
import dev.interlock.http.HttpException;
import dev.interlock.internal.syntax.HttpDate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String THEN = "Sun, 06 Nov 1994 08:49:37 GMT";

    /** @param fields {@code name=value}, separated by bars */
    private static ReceivedRequest request(String method, String fields) {
        RequestFixture fixture = RequestFixture.request(method, "/");
        for (String field : fields.split("\\|", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                String value =
                        field.substring(equals + 1).replace("BEFORE", BEFORE).replace("THEN", THEN);
                fixture.header(field.substring(0, equals), value);
            }
        }
        return fixture.begin();
    }

    private static PreconditionResult outcome(String method, String fields, EntityTag tag) {
        return evaluate(request(method, fields), tag, MODIFIED);
    }

    private static PreconditionResult evaluate(
            ReceivedRequest request, @Nullable EntityTag tag, @Nullable Instant lastModified) {
        try {
            return request.isNotModified(tag, lastModified)
                    ? PreconditionResult.NOT_MODIFIED
                    : PreconditionResult.PASSED;
        } catch (HttpException e) {
            assertThat(e.status()).isEqualTo(412);
            return PreconditionResult.FAILED;
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                // RFC 9110 section 13.1.1: strong comparison.
                "GET, if-match=\"a\", PASSED",
                "GET, if-match=*, PASSED",
                "GET, 'if-match=\"b\", \"a\"', PASSED",
                "GET, if-match=\"b\", FAILED",
                "GET, if-match=W/\"a\", FAILED",
                "PUT, if-match=\"a\", PASSED",
                "PUT, if-match=\"b\", FAILED",
                "PUT, if-match=a, FAILED",
                "PUT, if-match=, FAILED",
                // Section 8.8.3.3: the encoded bytes have their own tag, but represent the same state.
                "PUT, if-match=\"a-gzip\", PASSED",
                "PUT, 'if-match=\"b\", \"a-br\"', PASSED",
                "PUT, if-match=\"b-gzip\", FAILED",
                "PUT, if-match=\"a-zip\", FAILED",
                "PUT, if-match=W/\"a-gzip\", FAILED",
                "GET, if-none-match=\"a-gzip\"|accept-encoding=gzip, NOT_MODIFIED",
                "GET, if-none-match=\"a-zstd\"|accept-encoding=zstd, NOT_MODIFIED",
                "GET, if-none-match=\"a-zstd\"|accept-encoding=gzip, PASSED",
                "GET, if-none-match=\"a-br\"|accept-encoding=*, NOT_MODIFIED",
                "GET, if-none-match=\"a-gzip\", PASSED",
                "GET, if-none-match=\"a-gzip\"|accept-encoding=br, PASSED",
                "GET, if-none-match=\"a-gzip\"|accept-encoding=gzip;q=0, PASSED",
                // Section 13.1.2: weak comparison.
                "GET, if-none-match=\"a\", NOT_MODIFIED",
                "HEAD, if-none-match=\"a\", NOT_MODIFIED",
                "GET, if-none-match=W/\"a\", NOT_MODIFIED",
                "GET, if-none-match=*, NOT_MODIFIED",
                "GET, 'if-none-match=\"b\",,\t \"a\" ', NOT_MODIFIED",
                "GET, 'if-none-match=\"b,\"a\"', PASSED",
                "GET, 'if-none-match=\"x,y\", \"a\"', NOT_MODIFIED",
                "GET, if-none-match=\"b\"|if-none-match=\"a\", NOT_MODIFIED",
                "GET, if-none-match=\"b\", PASSED",
                "GET, if-none-match=\"ab\", PASSED",
                "GET, if-none-match=\"a, PASSED",
                "GET, if-none-match=a, PASSED",
                "GET, if-none-match=W, PASSED",
                "GET, if-none-match=W\"a\", PASSED",
                "GET, if-none-match=w/\"a\", PASSED",
                "PUT, if-none-match=*, FAILED",
                "PUT, if-none-match=\"a\", FAILED",
                "PUT, if-none-match=\"b\", PASSED",
                // Section 13.1.3: If-Modified-Since.
                "GET, if-modified-since=THEN, NOT_MODIFIED",
                "HEAD, if-modified-since=THEN, NOT_MODIFIED",
                "GET, if-modified-since=BEFORE, PASSED",
                "GET, 'if-modified-since=Sunday, 06-Nov-94 08:49:37 GMT', NOT_MODIFIED",
                "GET, if-modified-since=Sun Nov  6 08:49:37 1994, NOT_MODIFIED",
                "GET, if-modified-since=soon, PASSED",
                "POST, if-modified-since=THEN, PASSED",
                // Section 13.1.4: If-Unmodified-Since.
                "GET, if-unmodified-since=THEN, PASSED",
                "GET, if-unmodified-since=BEFORE, FAILED",
                "PUT, if-unmodified-since=BEFORE, FAILED",
                "PUT, if-unmodified-since=soon, PASSED",
                // Section 13.2.2: order of evaluation.
                "GET, if-match=\"a\"|if-unmodified-since=BEFORE, PASSED",
                "GET, if-match=\"b\"|if-unmodified-since=THEN, FAILED",
                "GET, if-none-match=\"b\"|if-modified-since=THEN, PASSED",
                "GET, if-none-match=\"a\"|if-modified-since=BEFORE, NOT_MODIFIED",
                "GET, if-match=\"b\"|if-none-match=\"a\", FAILED",
                "GET, if-match=\"a\"|if-none-match=\"a\", NOT_MODIFIED",
                "GET, if-unmodified-since=BEFORE|if-none-match=\"a\", FAILED",
                "GET, if-unmodified-since=THEN|if-modified-since=THEN, NOT_MODIFIED",
                "GET, '', PASSED"
            })
    void followsOrderOfRfc(String method, String fields, PreconditionResult expected) {
        assertThat(outcome(method, fields, EntityTag.strong("a"))).isEqualTo(expected);
    }

    @Test
    void weakTagNeedsWeakComparison() {
        assertThat(outcome("GET", "if-none-match=\"a\"", EntityTag.weak("a")))
                .isEqualTo(PreconditionResult.NOT_MODIFIED);
        assertThat(outcome("GET", "if-match=W/\"a\"", EntityTag.weak("a"))).isEqualTo(PreconditionResult.FAILED);
        assertThat(outcome("GET", "if-match=\"a\"", EntityTag.weak("a"))).isEqualTo(PreconditionResult.FAILED);
    }

    @Test
    void missingValidatorsMatchNothing() {
        assertThat(evaluate(request("GET", "if-none-match=\"a\""), null, null)).isEqualTo(PreconditionResult.PASSED);
        assertThat(evaluate(request("GET", "if-none-match=*"), null, null)).isEqualTo(PreconditionResult.NOT_MODIFIED);
        assertThat(evaluate(request("GET", "if-modified-since=THEN"), null, null))
                .isEqualTo(PreconditionResult.PASSED);
        assertThat(evaluate(request("GET", "if-unmodified-since=BEFORE"), null, null))
                .isEqualTo(PreconditionResult.PASSED);
    }

    @Test
    void checkRejectsOtherState() {
        EntityTag current = EntityTag.of(2);
        request("PUT", "if-match=\"2\"").checkPreconditions(current);
        request("PUT", "").checkPreconditions(current);
        var refusal = assertThrows(
                HttpException.class, () -> request("PUT", "if-match=\"1\"").checkPreconditions(current));
        assertThat(refusal.status()).isEqualTo(412);
        assertThrows(
                HttpException.class, () -> request("PUT", "if-none-match=*").checkPreconditions(current));
    }

    @Test
    void missingResourceMatchesNoTag() {
        request("PUT", "if-none-match=*").checkPreconditions(null);
        request("PUT", "").checkPreconditions(null);
        assertThrows(HttpException.class, () -> request("PUT", "if-match=*").checkPreconditions(null));
        assertThrows(HttpException.class, () -> request("PUT", "if-match=\"1\"").checkPreconditions(null));
    }

    @Test
    void requiresPrecondition() {
        EntityTag current = EntityTag.of(2);
        request("PUT", "if-match=\"2\"").requirePreconditions(current);
        request("PUT", "if-none-match=*").requirePreconditions(null);
        var missing = assertThrows(HttpException.class, () -> request("PUT", "").requirePreconditions(current));
        assertThat(missing.status()).isEqualTo(428);
        var other = assertThrows(
                HttpException.class, () -> request("PUT", "if-match=\"1\"").requirePreconditions(current));
        assertThat(other.status()).isEqualTo(412);
    }

    /** Netty's parser throws for a text that is longer than any date. */
    @Test
    void ignoresOverlongDate() {
        String text = THEN + " ".repeat(1_000);
        for (String name : List.of("if-modified-since", "if-unmodified-since")) {
            assertThat(evaluate(request("GET", name + "=" + text), null, Instant.EPOCH))
                    .isEqualTo(PreconditionResult.PASSED);
        }
        assertThat(HttpDate.seconds(text)).isEqualTo(HttpDate.NONE);
        assertThat(HttpDate.seconds("")).isEqualTo(HttpDate.NONE);
    }

    @Test
    void writesDatesOfRfc() {
        assertThat(HttpDate.format(MODIFIED.getEpochSecond())).isEqualTo(THEN);
        assertThat(HttpDate.seconds(THEN)).isEqualTo(MODIFIED.getEpochSecond());
        assertThat(HttpDate.seconds("Thu, 01 Jan 1970 00:00:00 GMT")).isEqualTo(0);
        assertThat(HttpDate.seconds("")).isEqualTo(HttpDate.NONE);
        assertThat(HttpDate.seconds(null)).isEqualTo(HttpDate.NONE);
    }
}
