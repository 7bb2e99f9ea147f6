package dev.interlock.http2.internal.head;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http.Protocol;
import dev.interlock.http2.internal.Blocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of RFC 9113 section 8 for requests. */
final class RequestFieldsTest {
    private static final String GET = ":method|GET\n:scheme|https\n:path|/a?b=c\n:authority|a.test";

    private final RequestReader reader = new RequestReader();

    @Test
    void fillsTheHead() {
        assertThat(reader.read(GET + "\naccept|*/*\nx-empty|")).isNull();
        assertThat(reader.text(reader.head.methodFrom(), reader.head.methodTo()))
                .isEqualTo("GET");
        assertThat(reader.text(reader.head.targetFrom(), reader.head.targetTo()))
                .isEqualTo("/a?b=c");
        assertThat(reader.text(reader.head.pathFrom(), reader.head.pathTo())).isEqualTo("/a");
        assertThat(reader.text(reader.head.queryFrom(), reader.head.queryTo())).isEqualTo("b=c");
        assertThat(reader.text(reader.head.authorityFrom(), reader.head.authorityTo()))
                .isEqualTo("a.test");
        assertThat(reader.head.protocol()).isEqualTo(Protocol.HTTP_2);
        assertThat(reader.headers())
                .containsExactly("host: a.test", "accept: */*", "x-empty: ")
                .inOrder();
    }

    @Test
    void nextHeadKeepsNothing() {
        assertThat(reader.read(GET + "\ncontent-length|3\nte|trailers\nexpect|100-continue\na|b", false))
                .isNull();
        assertThat(reader.fields.length()).isEqualTo(3);
        assertThat(reader.fields.expectsContinue()).isTrue();
        assertThat(reader.fields.acceptsTrailers()).isTrue();
        assertThat(reader.read(":path|/\n:method|POST\n:scheme|http\n:authority|b.test"))
                .isNull();
        assertThat(reader.text(reader.head.queryFrom(), reader.head.queryTo())).isEqualTo("none");
        assertThat(reader.headers()).containsExactly("host: b.test");
        assertThat(reader.fields.length()).isEqualTo(0);
        assertThat(reader.fields.expectsContinue()).isFalse();
        assertThat(reader.fields.acceptsTrailers()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'content-length|5', 5, false, false",
        "'content-length|0', 0, false, false",
        "'a|b', -1, false, false",
        "'expect|100-Continue', -1, true, false",
        "'expect|other', -1, false, true",
        "'content-length|9223372036854775807', 9223372036854775807, false, false"
    })
    void statesTheBody(String field, long length, boolean expectsContinue, boolean expectsUnknown) {
        assertThat(reader.read(GET + "\n" + field, false)).isNull();
        assertThat(reader.fields.length()).isEqualTo(length);
        assertThat(reader.fields.expectsContinue()).isEqualTo(expectsContinue);
        assertThat(reader.fields.expectsUnknown()).isEqualTo(expectsUnknown);
    }

    /** Each row replaces a field of the request, or adds one. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Accept|a                  ; MALFORMED_NAME         ; 8.2.1: capital
            a b|a                     ; MALFORMED_NAME         ; 8.2.1: space in a name
            |a                        ; MALFORMED_NAME         ; 8.2.1: empty name
            'a:|b'                    ; MALFORMED_NAME         ; 8.2.1: colon
            'a\\0|b'                   ; MALFORMED_NAME         ; 8.2.1: NUL
            'a\u007f|b'               ; MALFORMED_NAME         ; 8.2.1: DEL
            'a\u00e4|b'               ; MALFORMED_NAME         ; 8.2.1: not ASCII
            'a\r|b'                   ; MALFORMED_NAME         ; 8.2.1: carriage return
            'a| b'                    ; MALFORMED_VALUE        ; 8.2.1: space before a value
            'a|b '                    ; MALFORMED_VALUE        ; 8.2.1: space after a value
            'a|\tb'                   ; MALFORMED_VALUE        ; 8.2.1: tab before a value
            'a|b\t'                   ; MALFORMED_VALUE        ; 8.2.1: tab after a value
            'a|b\\0'                   ; MALFORMED_VALUE        ; 8.2.1: NUL
            'a|b\rc: d'               ; MALFORMED_VALUE        ; 8.2.1: carriage return
            'a|b\u007fc'              ; MALFORMED_VALUE        ; RFC 9110 5.5: DEL
            'a|b\u001fc'              ; MALFORMED_VALUE        ; RFC 9110 5.5: control character
            connection|close          ; CONNECTION_FIELD       ; 8.2.2
            keep-alive|1              ; CONNECTION_FIELD       ; 8.2.2
            proxy-connection|close    ; CONNECTION_FIELD       ; 8.2.2
            transfer-encoding|chunked ; CONNECTION_FIELD       ; 8.2.2
            upgrade|h2c               ; CONNECTION_FIELD       ; 8.2.2
            te|gzip                   ; TE_NOT_TRAILERS        ; 8.2.2
            te|trailers, gzip         ; TE_NOT_TRAILERS        ; 8.2.2
            te|                       ; TE_NOT_TRAILERS        ; 8.2.2
            :status|200               ; UNKNOWN_PSEUDO_FIELD   ; 8.3: of a response
            :unknown|a                ; UNKNOWN_PSEUDO_FIELD   ; 8.3
            :|a                       ; UNKNOWN_PSEUDO_FIELD   ; 8.3
            :Path|/                   ; UNKNOWN_PSEUDO_FIELD   ; 8.3: capital
            :method|GET               ; DUPLICATE_PSEUDO_FIELD ; 8.3
            :scheme|http              ; DUPLICATE_PSEUDO_FIELD ; 8.3
            :path|/                   ; DUPLICATE_PSEUDO_FIELD ; 8.3
            :authority|a.test         ; DUPLICATE_PSEUDO_FIELD ; 8.3
            :protocol|websocket       ; UNEXPECTED_PROTOCOL    ; RFC 8441 4: not CONNECT
            host|b.test               ; OTHER_HOST             ; 8.3.1
            host|a.test:80            ; OTHER_HOST             ; 8.3.1
            host|                     ; OTHER_HOST             ; 8.3.1
            content-length|a          ; MALFORMED_LENGTH       ; RFC 9110 8.6
            content-length|           ; MALFORMED_LENGTH       ; RFC 9110 8.6
            content-length|+1         ; MALFORMED_LENGTH       ; RFC 9110 8.6
            content-length|-1         ; MALFORMED_LENGTH       ; RFC 9110 8.6
            content-length|1, 1       ; MALFORMED_LENGTH       ; RFC 9110 8.6
            content-length|9223372036854775808 ; MALFORMED_LENGTH ; RFC 9110 8.6
            content-length|1          ; MISSING_BODY           ; 8.1.1
            """)
    void rejectsFields(String field, HeadRefusal refusal, String section) {
        String added = unescaped(field);
        assertWithMessage(section).that(reader.read(GET + "\n" + added)).isEqualTo(refusal);
        assertThat(refusal.isMalformed()).isTrue();
        // Sends the same field as an entry of the dynamic table.
        RequestReader indexed = new RequestReader();
        String[] all = (GET + "\n" + added).split("\n", -1);
        assertThat(indexed.read(Blocks.of(all, 0x40), true)).isEqualTo(refusal);
        assertThat(indexed.read(GET)).isNull();
        byte[] table = new byte[all.length];
        for (int i = 0; i < all.length; i++) {
            table[i] = (byte) (0x80 | 61 + all.length - i);
        }
        assertWithMessage("indexed").that(indexed.read(table, true)).isEqualTo(refusal);
    }

    private static String unescaped(String field) {
        return field.translateEscapes().replace("\\r", "\r");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ':scheme|http\n:path|/\n:authority|a'             ; MISSING_PSEUDO_FIELD ; 8.3.1: no method
            ':method|GET\n:path|/\n:authority|a'              ; MISSING_PSEUDO_FIELD ; 8.3.1: no scheme
            ':method|GET\n:scheme|http\n:authority|a'         ; MISSING_PSEUDO_FIELD ; 8.3.1: no path
            ':method|GET\n:scheme|http\n:path|/'              ; MISSING_AUTHORITY    ; 8.3.1
            ':method|\n:scheme|http\n:path|/\n:authority|a'   ; MALFORMED_METHOD     ; RFC 9110 9.1
            ':method|G T\n:scheme|http\n:path|/\n:authority|a'; MALFORMED_METHOD     ; RFC 9110 9.1
            ':method|GET\n:scheme|\n:path|/\n:authority|a'    ; MALFORMED_SCHEME     ; 8.3.1
            ':method|GET\n:scheme|ftp\n:path|/\n:authority|a' ; MALFORMED_SCHEME     ; 8.3.1
            ':method|GET\n:scheme|http\n:path|\n:authority|a' ; MALFORMED_PATH       ; 8.3.1: empty path
            ':method|GET\n:scheme|http\n:path|a\n:authority|a'; MALFORMED_PATH       ; 8.3.1: no slash
            ':method|GET\n:scheme|http\n:path|*\n:authority|a'; MALFORMED_PATH       ; 8.3.1: not OPTIONS
            ':method|OPTIONS\n:scheme|http\n:path|*a\n:authority|a'; MALFORMED_PATH  ; 8.3.1
            ':method|GET\n:scheme|http\n:path|/a b\n:authority|a'; MALFORMED_PATH    ; 8.3.1: space
            ':method|GET\n:scheme|http\n:path|/a#b\n:authority|a'; MALFORMED_PATH    ; 8.3.1: fragment
            ':method|GET\n:scheme|http\n:path|/a\t\n:authority|a'; MALFORMED_PATH    ; 8.3.1: tab
            ':method|GET\n:scheme|http\n:path|http://a/\n:authority|a'; MALFORMED_PATH ; 8.3.1: absolute-form
            ':method|GET\n:scheme|http\n:path|/\n:authority|' ; MALFORMED_AUTHORITY  ; RFC 9110 4.2.1
            ':method|GET\n:scheme|http\n:path|/\n:authority|u@a'; MALFORMED_AUTHORITY ; 8.3.1: user information
            ':method|GET\n:scheme|http\n:path|/\n:authority|a/b'; MALFORMED_AUTHORITY ; 8.3.1
            ':method|GET\n:scheme|http\n:path|/\nhost|a b'    ; MALFORMED_HOST       ; RFC 9110 7.2
            ':method|GET\n:scheme|http\n:path|/\nhost|'       ; MALFORMED_HOST       ; RFC 9110 7.2
            ':method|GET\n:scheme|http\n:path|/\nhost|a\nhost|a'; DUPLICATE_HOST     ; RFC 9110 7.2
            ':method|GET\n:scheme|http\n:path|/\nhost|a\n:authority|a'; LATE_PSEUDO_FIELD ; 8.3
            ':method|GET\n:scheme|http\n:authority|a\ncontent-length|0\ncontent-length|0\n'; DUPLICATE_LENGTH ; 8.6
            ':method|CONNECT\n:scheme|http\n:authority|a:1'   ; CONNECT_WITH_PATH    ; 8.5
            ':method|CONNECT\n:path|/\n:authority|a:1'        ; CONNECT_WITH_PATH    ; 8.5
            ':method|CONNECT\nhost|a:1'                       ; MISSING_PSEUDO_FIELD ; 8.5
            ':method|CONNECT\n:protocol|websocket\n:authority|a'; MISSING_PSEUDO_FIELD ; RFC 8441 4
            ':method|CONNECT\n:protocol|\n:scheme|http\n:path|/\n:authority|a'; UNEXPECTED_PROTOCOL ; RFC 8441 4
            """)
    void rejectsSections(String section, HeadRefusal refusal, String rule) {
        String text = section.translateEscapes();
        assertWithMessage(rule)
                .that(reader.read(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text))
                .isEqualTo(refusal);
        // The connection stays open.
        assertThat(reader.read(GET)).isNull();
    }

    @Test
    void emptySectionIsRejected() {
        assertThat(reader.read("")).isEqualTo(HeadRefusal.MISSING_PSEUDO_FIELD);
    }

    @Test
    void hostMayReplaceTheAuthority() {
        assertThat(reader.read(":method|GET\n:scheme|http\n:path|/\nhost|a.test:8080"))
                .isNull();
        assertThat(reader.text(reader.head.authorityFrom(), reader.head.authorityTo()))
                .isEqualTo("a.test:8080");
        assertThat(reader.headers()).containsExactly("host: a.test:8080");
    }

    @Test
    void equalHostIsOneField() {
        assertThat(reader.read(GET + "\nhost|A.Test")).isNull();
        assertThat(reader.headers()).containsExactly("host: a.test");
        assertThat(reader.read(GET + "\nhost|a.test\nhost|a.test")).isEqualTo(HeadRefusal.DUPLICATE_HOST);
    }

    @Test
    void optionsMayHaveAnAsterisk() {
        assertThat(reader.read(":scheme|http\n:path|*\n:authority|a\n:method|OPTIONS"))
                .isNull();
        assertThat(reader.text(reader.head.pathFrom(), reader.head.pathTo())).isEqualTo("*");
    }

    /** RFC 9113 section 8.5. */
    @Test
    void connectHasOnlyAnAuthority() {
        assertThat(reader.read(":method|CONNECT\n:authority|a.test:443")).isNull();
        assertThat(reader.text(reader.head.targetFrom(), reader.head.targetTo()))
                .isEqualTo("a.test:443");
        assertThat(reader.head.pathFrom()).isEqualTo(reader.head.pathTo());
    }

    /** RFC 8441 section 4. */
    @Test
    void extendedConnect() {
        String connect = ":method|CONNECT\n:protocol|websocket\n:scheme|https\n:path|/chat\n:authority|a.test";
        assertThat(reader.read(connect, false)).isNull();
        assertThat(reader.text(reader.fields.protocolFrom(), reader.fields.protocolTo()))
                .isEqualTo("websocket");
        assertThat(reader.text(reader.head.pathFrom(), reader.head.pathTo())).isEqualTo("/chat");
        assertThat(new RequestReader(HeadLimits.DEFAULT, false).read(connect))
                .isEqualTo(HeadRefusal.UNEXPECTED_PROTOCOL);
        assertThat(reader.read(GET)).isNull();
        assertThat(reader.fields.protocolTo()).isEqualTo(reader.fields.protocolFrom());
    }

    /** RFC 9113 section 8.2.3. */
    @Test
    void joinsCookies() {
        assertThat(reader.read(GET + "\ncookie|a=b\nx|y\ncookie|c=d\ncookie|e=f"))
                .isNull();
        assertThat(reader.headers())
                .containsExactly("host: a.test", "cookie: a=b; c=d; e=f", "x: y")
                .inOrder();
        assertThat(reader.read(GET + "\ncookie|a=b")).isNull();
        assertThat(reader.headers())
                .containsExactly("host: a.test", "cookie: a=b")
                .inOrder();
    }

    @Test
    void manyCookiesAreOneField() {
        HeadLimits limits = new HeadLimits(8 << 10, 16 << 10, 2, 64 << 10, 32);
        RequestReader few = new RequestReader(limits, false);
        String cookies = "\ncookie|a=b".repeat(300);
        assertThat(few.read(GET + cookies + "\nx|y")).isNull();
        assertThat(few.headers()).contains("cookie: a=b" + "; a=b".repeat(299));
        assertThat(few.read(GET + cookies + "\nx|y\nx|y")).isEqualTo(HeadRefusal.MANY_FIELDS);
    }

    /** Cookies that fill the whole limit still fit when they are joined. */
    @Test
    void largeCookiesFit() {
        String crumb = "\ncookie|" + "c".repeat(2000);
        assertThat(reader.read(GET + crumb.repeat(7))).isNull();
        assertThat(reader.headers().get(1)).hasLength("cookie: ".length() + 7 * 2002 - 2);
    }

    @Test
    void limitsTheSection() {
        String field = "\nx|" + "v".repeat(1000);
        assertThat(reader.read(GET + field.repeat(15))).isNull();
        assertThat(reader.read(GET + field.repeat(16))).isEqualTo(HeadRefusal.LARGE_SECTION);
        assertThat(HeadRefusal.LARGE_SECTION.status()).isEqualTo(431);
        assertThat(HeadRefusal.LARGE_SECTION.isMalformed()).isFalse();
        assertThat(reader.read(GET)).isNull();
    }

    @Test
    void limitsTheFields() {
        assertThat(reader.read(GET + "\nx|y".repeat(100))).isNull();
        assertThat(reader.read(GET + "\nx|y".repeat(101))).isEqualTo(HeadRefusal.MANY_FIELDS);
    }

    @Test
    void limitsThePath() {
        String path = "/" + "p".repeat(8191 - 3);
        String rest = ":method|GET\n:scheme|http\n:authority|a\n:path|";
        assertThat(reader.read(rest + path)).isNull();
        assertThat(reader.read(rest + path + "p")).isEqualTo(HeadRefusal.LONG_PATH);
        assertThat(reader.read(rest + path + "pppp")).isEqualTo(HeadRefusal.LONG_PATH);
        assertThat(HeadRefusal.LONG_PATH.status()).isEqualTo(414);
    }
}
