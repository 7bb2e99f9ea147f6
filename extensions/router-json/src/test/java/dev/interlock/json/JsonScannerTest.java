package dev.interlock.json;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.http.Problem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static JsonScanner scanner(String text) {
        return scanner(text.getBytes(UTF_8));
    }

    /** Returns a scanner for a text that is in the middle of a larger array. */
    private static JsonScanner scanner(byte[] text) {
        byte[] bytes = new byte[text.length + 6];
        Arrays.fill(bytes, (byte) '1');
        System.arraycopy(text, 0, bytes, 3, text.length);
        JsonScanner scanner = new JsonScanner();
        scanner.wrap(bytes, 3, 3 + text.length);
        return scanner;
    }

    private static Problem refusal(String text) {
        return refusal(text.getBytes(UTF_8));
    }

    private static Problem refusal(byte[] text) {
        HttpException e = assertThrows(HttpException.class, () -> {
            JsonScanner scanner = scanner(text);
            scanner.skip();
            scanner.end();
        });
        assertThat(e.status()).isEqualTo(400);
        return e.problem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "1.5",
                "-1.5e+10",
                "1E-2",
                "\"\"",
                "\"a\"",
                "[]",
                "{}",
                "[[],{}]",
                " [ 1 , 2 ] ",
                "{\"a\":{\"a\":[]},\"b\":null}",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
                "\t\r\n1"
            })
    void skipsEveryValue(String text) {
        JsonScanner scanner = scanner(text);
        scanner.skip();
        scanner.end();
        assertThat(scanner.depth()).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1,]          | 1 | 4  | a value                                    | ]
            [1 2]         | 1 | 4  | ',' or ']'                                 | 2
            [             | 1 | 2  | a value                                    | the end of the body
            [1            | 1 | 3  | ',' or ']'                                 | the end of the body
            {             | 1 | 2  | a name in double quotes, or '}'            | the end of the body
            {a:1}         | 1 | 2  | a name in double quotes, or '}'            | a
            {"a" 1}       | 1 | 6  | ':'                                        | 1
            {"a":}        | 1 | 6  | a value                                    | }
            {"a":1,}      | 1 | 8  | a name in double quotes                    | }
            {"a":1 "b":2} | 1 | 8  | ',' or '}'                                 | "
            {"a":1]       | 1 | 7  | ',' or '}'                                 | ]
            [1}           | 1 | 3  | ',' or ']'                                 | }
            01            | 1 | 2  | no digit after a leading 0                | 1
            -             | 1 | 2  | a digit                                    | the end of the body
            1.            | 1 | 3  | a digit                                    | the end of the body
            .5            | 1 | 1  | a value                                    | .
            1e            | 1 | 3  | a digit                                    | the end of the body
            +1            | 1 | 1  | a value                                    | +
            nul           | 1 | 4  | null                                       | the end of the body
            nulL          | 1 | 4  | null                                       | L
            True          | 1 | 1  | a value                                    | T
            NaN           | 1 | 1  | a value                                    | N
            'a'           | 1 | 1  | a value                                    | '
            "a            | 1 | 3  | '"' at the end of a string                 | the end of the body
            "\\x"         | 1 | 2  | an escape such as \\n or \\u00e9           | \\
            "\\u12g4"     | 1 | 2  | an escape such as \\n or \\u00e9           | \\
            "\\u12        | 1 | 2  | an escape such as \\n or \\u00e9           | \\
            1 1           | 1 | 3  | the end of the body                        | 1
            {} x          | 1 | 4  | the end of the body                        | x
            /**/1         | 1 | 1  | a value                                    | /
            [é,ü          | 1 | 2  | a value                                    | é
            """)
    void reportsMistakeAndPlace(String text, int line, int column, String expected, String actual) {
        Problem problem = refusal(text);
        assertThat(problem.extension("line")).isEqualTo(line);
        assertThat(problem.extension("column")).isEqualTo(column);
        assertThat(problem.extension("expected")).isEqualTo(expected);
        assertThat(problem.extension("actual")).isEqualTo(actual);
        assertThat(problem.detail())
                .isEqualTo(
                        "The body is not valid JSON: line %d, column %d must be %s.".formatted(line, column, expected));
    }

    @Test
    void countsLinesAndCharacters() {
        Problem problem = refusal("{\n  \"\u00e4\u20ac\ud83d\ude00\": x}");
        assertThat(problem.extension("line")).isEqualTo(2);
        assertThat(problem.extension("column")).isEqualTo(10);
    }

    @Test
    void rejectsControlCharactersInStrings() {
        for (char c = 0; c < ' '; c++) {
            assertThat(refusal("\"" + c + "\"").extension("column")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0080", "\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f8\u0088\u0080\u0080\u0080"})
    void rejectsInvalidUtf8(String bytes) {
        Problem problem = refusal(("[\n \"a" + bytes + "\"]").getBytes(ISO_8859_1));
        assertThat(problem.detail()).isEqualTo("The body is not UTF-8: line 2, column 4 is not a character.");
    }

    @Test
    void skipsByteOrderMark() {
        JsonScanner scanner = scanner("\ufeff[1]");
        scanner.skip();
        scanner.end();
        assertThat(refusal("[\ufeff]").extension("column")).isEqualTo(2);
    }

    @Test
    void rejectsDeepNesting() {
        int most = JsonScanner.MAX_DEPTH;
        scanner("[".repeat(most) + "]".repeat(most)).skip();
        assertThat(refusal("[".repeat(most + 1)).detail()).contains("more than 100 levels of arrays and objects");
        assertThat(refusal("{\"a\":".repeat(most + 1)).detail()).contains("more than 100 levels of arrays and objects");
        assertThat(refusal("[".repeat(100_000)).extension("column")).isEqualTo(most + 1);
    }

    @Test
    void rejectsEveryPrefix() {
        byte[] text = "{\"a\\n\":[1.5e1,true,null,\"\u00e9\\u00e9\",{\"b\":false}],\"c\":\"\"}".getBytes(UTF_8);
        for (int length = 0; length < text.length; length++) {
            refusal(Arrays.copyOf(text, length));
        }
        scanner(text).skip();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "7,7",
        "-7,-7",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808",
        "1000000000000000000,1000000000000000000"
    })
    void readsIntegers(String text, long value) {
        assertThat(scanner(text).integer(Long.MIN_VALUE, Long.MAX_VALUE, "x")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "10000000000000000000",
                "99999999999999999999",
                "1.0",
                "1e1",
                "\"1\"",
                "null",
                "true",
                "[]",
                "{}"
            })
    void rejectsNonIntegers(String text) {
        JsonScanner scanner = scanner(text);
        HttpException e =
                assertThrows(HttpException.class, () -> scanner.integer(Long.MIN_VALUE, Long.MAX_VALUE, "an integer"));
        assertThat(e.problem().detail()).isEqualTo("The body must be an integer.");
    }

    @Test
    void rejectsIntegersOutOfRange() {
        for (int i = -200; i <= 200; i++) {
            JsonScanner scanner = scanner("" + i);
            if (i >= -128 && i <= 127) {
                assertThat(scanner.integer(-128, 127, "a byte")).isEqualTo(i);
            } else {
                assertThrows(HttpException.class, () -> scanner.integer(-128, 127, "a byte"));
            }
        }
    }

    @Test
    void unescapesStringsAndNames() {
        String escapes = "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00";
        String text = "\"\\/\b\f\n\r\t\u00e9\ud83d\ude00";
        assertThat(scanner("\"a" + escapes + "\u20ac\"").stringValue()).isEqualTo("a" + text + "\u20ac");
        JsonScanner scanner = scanner("{\"" + escapes + "\":1}");
        scanner.beginObject();
        scanner.nextName();
        assertThat(scanner.name()).isEqualTo(text);
    }

    @Test
    void pointsAtValues() {
        JsonScanner scanner = scanner("{\"a\":[0,{\"~/\\u00e9\":true}]}");
        scanner.beginObject();
        assertThat(scanner.hasNextName()).isTrue();
        scanner.nextName();
        scanner.beginArray();
        assertThat(scanner.hasNextElement()).isTrue();
        scanner.skip();
        assertThat(scanner.hasNextElement()).isTrue();
        scanner.beginObject();
        assertThat(scanner.hasNextName()).isTrue();
        scanner.nextName();
        HttpException e = assertThrows(HttpException.class, scanner::stringValue);
        assertThat(e.problem().extension("pointer")).isEqualTo("/a/1/~0~1\u00e9");
        assertThat(e.problem().extension("actual")).isEqualTo("true");
    }

    @Test
    void cutsLongValuesInProblems() {
        JsonScanner scanner = scanner("\"" + "a".repeat(1000) + "\"");
        HttpException e = assertThrows(HttpException.class, scanner::booleanValue);
        assertThat((String) e.problem().extension("actual")).hasLength(64);
    }

    @Test
    void rawReturnsTextOfValue() {
        JsonScanner scanner = scanner(" [ {\"a\" : 1}, 2 ] ");
        assertThat(scanner.raw()).isEqualTo("[ {\"a\" : 1}, 2 ]");
        scanner.end();
    }

    @Test
    void readsNothingBeyondText() {
        for (String text : new String[] {"[1,2", "tru", "1.", "\"a", "{\"a\"", "-"}) {
            assertWithMessage(text).that(refusal(text).extension("actual")).isEqualTo("the end of the body");
        }
    }

    private static JsonScanner atNumber(String text) {
        JsonScanner scanner = scanner(text);
        while (scanner.peek() != '1') {
            switch (scanner.peek()) {
                case '{' -> scanner.beginObject();
                case '[' -> scanner.beginArray();
                default -> throw new AssertionError(text);
            }
            if (scanner.isArray(scanner.depth())) {
                scanner.hasNextElement();
            } else {
                scanner.hasNextName();
                scanner.nextName();
            }
        }
        return scanner;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\": 12345678}",
                "{\"user\": {\"newPassword\": 12345678}}",
                "{\"card\": {\"digits\": [12345678]}}",
                "{\"api\\u005fkey\": 12345678}"
            })
    void noProblemRepeatsSecret(String text) {
        HttpException mismatch = atNumber(text).mismatch("a string");
        assertThat(mismatch.problem().extension("actual")).isNull();
        assertThat(mismatch.problem().extension("expected")).isEqualTo("a string");
        IllegalArgumentException cause = new IllegalArgumentException("12345678");
        HttpException refused = JsonProblem.refused(atNumber(text), "even", cause);
        assertThat(refused.problem().extension("actual")).isNull();
        assertThat(refused.getCause()).isNull();
        assertThat(refusal(text.replace("12345678", "1x")).extension("actual")).isNull();
    }

    @Test
    void markedMemberIsSecretWithContent() {
        JsonScanner scanner = scanner("{\"a\": {\"b\": 1}, \"c\": 1}");
        scanner.beginObject();
        scanner.hasNextName();
        scanner.nextName();
        scanner.secret();
        scanner.beginObject();
        scanner.hasNextName();
        scanner.nextName();
        assertThat(scanner.mismatch("a string").problem().extension("actual")).isNull();
        scanner.hasNextName();
        scanner.endObject();
        scanner.hasNextName();
        scanner.nextName();
        assertThat(scanner.mismatch("a string").problem().extension("actual")).isEqualTo("1");
    }

    @Test
    void namesInProblemsAreExcerpts() {
        String name = "n".repeat(100_000);
        Problem problem = refusal("{\"" + name + "\": {\"b~\": tru}}");
        assertThat(problem.toString().length()).isLessThan(500);
        JsonScanner scanner = scanner("{\"" + name + "\": {\"b~\": 1}}");
        scanner.beginObject();
        scanner.hasNextName();
        scanner.nextName();
        scanner.beginObject();
        scanner.hasNextName();
        scanner.nextName();
        String pointer = "/" + "n".repeat(63) + "\u2026/b~0";
        assertThat(JsonProblem.unknown(scanner).problem().extension("pointer")).isEqualTo(pointer);
        assertThat(JsonProblem.duplicate(scanner).problem().detail())
                .isEqualTo("The property " + pointer + " occurs twice.");
        assertThat(scanner.mismatch("a string").problem().extension("pointer")).isEqualTo(pointer);
    }
}
