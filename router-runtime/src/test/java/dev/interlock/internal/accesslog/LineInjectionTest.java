package dev.interlock.internal.accesslog;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.RouteInfo;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No byte of a client can end a value or a line, and no line is too long. */
final class LineInjectionTest {
    private static final String FIELDS =
            "method,path,query,host,userAgent,referer,header.x-a,cookie.c,route,handler,status";
    private static final Set<String> NAMES = Set.of(
            "method",
            "path",
            "query",
            "host",
            "userAgent",
            "referer",
            "header.x-a",
            "cookie.c",
            "route",
            "handler",
            "status",
            "cut");
    private static final RouteInfo ROUTE = RouteInfo.of(0, "GET", "/\"\n\u00e9", "a.\\B\r.c");

    private final Lines json = Lines.json(FIELDS);
    private final Lines combined = Lines.combined(FIELDS);

    /** Returns a head with a text in each place. */
    private static String head(String text) {
        return text + " /" + text + "?a=" + text + " HTTP/1.1\r\nHost: " + text + "\r\nUser-Agent: " + text
                + "\r\nReferer: " + text + "\r\nX-A: " + text + "\r\nCookie: c=" + text + "\r\n\r\n";
    }

    private Map<String, Object> check(String text) {
        String line = json.of(head(text), ROUTE);
        assertThat(line.length()).isLessThan(LineBuffer.CAPACITY);
        assertPrintable(line);
        Map<String, Object> members = JsonLine.read(line);
        assertThat(NAMES).containsAtLeastElementsIn(members.keySet());
        assertThat(members).containsEntry("status", 200L);
        checkCombined(combined.of(head(text), ROUTE));
        return members;
    }

    /** Checks that exactly 12 texts are in quotation marks. */
    private static void checkCombined(String line) {
        assertThat(line.length()).isLessThan(LineBuffer.CAPACITY);
        assertPrintable(line);
        int quotes = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                quotes++;
            }
        }
        assertWithMessage(line).that(quotes).isEqualTo(2 * 13);
    }

    private static void assertPrintable(String line) {
        for (int i = 0; i < line.length(); i++) {
            assertWithMessage("character %s of %s", i, line)
                    .that(line.charAt(i))
                    .isIn(com.google.common.collect.Range.closed(' ', '~'));
        }
    }

    @Test
    void everyByteIsHarmless() {
        for (int value = 0; value < 256; value++) {
            String text = "a" + (char) value + "b";
            // The test splits the head at these bytes.
            if ("\r\n ?".indexOf(value) < 0) {
                Map<String, Object> members = check(text);
                String expected = value < 0x80 ? text : "a\ufffdb";
                assertWithMessage("byte %s", value)
                        .that(members.get("userAgent"))
                        .isEqualTo(expected);
            }
        }
    }

    @Property
    void everyTextIsHarmless(@ForAll @Size(max = 300) byte[] bytes) {
        check(new String(bytes, ISO_8859_1).replaceAll("[\r\n ?:;=&]", "_"));
    }

    @Test
    void longTextIsCut() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(4000)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                for (int j = 0; j < bytes.length; j++) {
                    bytes[j] = (byte) ('a' + (bytes[j] & 7));
                }
            }
            Map<String, Object> members = check(new String(bytes, ISO_8859_1).replaceAll("[\r\n ?:;=&]", "_"));
            boolean cut = members.containsKey("cut");
            boolean marked =
                    members.values().stream().anyMatch(each -> each.toString().endsWith("..."));
            assertThat(marked).isEqualTo(cut);
            if (bytes.length > 2048) {
                assertThat(cut).isTrue();
            }
        }
    }

    @Test
    void valueIsCutExactlyAtItsLimit() {
        Lines lines = Lines.json("userAgent");
        String most = "a".repeat(LineBuffer.LONGEST_VALUE);
        assertThat(lines.of("GET / HTTP/1.1\r\nUser-Agent: " + most + "\r\n\r\n", null))
                .isEqualTo("{\"userAgent\":\"" + most + "\"}");
        assertThat(lines.of("GET / HTTP/1.1\r\nUser-Agent: " + most + "b\r\n\r\n", null))
                .isEqualTo("{\"userAgent\":\"" + most + "...\",\"cut\":true}");
    }

    @Test
    void longTextDoesNotHideTheClient() {
        String text = "a".repeat(4_000);
        String head = "GET /" + text + "?" + text + " HTTP/1.1\r\nUser-Agent: " + text + "\r\nReferer: " + text
                + "\r\nX-A: " + text + "\r\n\r\n";
        String line = Lines.json("path,query,userAgent,referer,header.x-a,client,status")
                .of(head, null);
        assertThat(JsonLine.read(line)).containsEntry("client", "192.0.2.7");
        assertThat(line).contains("\"cut\":true");
    }

    @ParameterizedTest
    @CsvSource({
        "é, \\u00e9",
        "€, \\u20ac",
        "😀, \\ud83d\\ude00",
        "\u2028, \\u2028",
        "\u202e, \\u202e",
    })
    void jsonEscapesCharactersBeyondAscii(String character, String escaped) {
        String head =
                "GET / HTTP/1.1\r\nUser-Agent: a" + new String(character.getBytes(UTF_8), ISO_8859_1) + "\r\n\r\n";
        assertThat(Lines.json("userAgent").of(head, null)).isEqualTo("{\"userAgent\":\"a" + escaped + "\"}");
    }

    /** Overlong, surrogate, too large, cut. */
    @ParameterizedTest
    @CsvSource({
        "c0 80, 2",
        "e0 80 80, 3",
        "ed a0 80, 3",
        "f4 90 80 80, 4",
        "f5 80 80 80, 4",
        "e2 82, 2",
        "80, 1",
        "ff, 1"
    })
    void jsonReplacesMalformedUtf8(String hex, int replacements) {
        StringBuilder text = new StringBuilder();
        for (String each : hex.split(" ", -1)) {
            text.append((char) Integer.parseInt(each, 16));
        }
        assertThat(Lines.json("userAgent").of("GET / HTTP/1.1\r\nUser-Agent: " + text + "\r\n\r\n", null))
                .isEqualTo("{\"userAgent\":\"" + "\\ufffd".repeat(replacements) + "\"}");
    }

    @Test
    void combinedEscapesLikeApache() {
        assertThat(Lines.combined("header.x-a")
                        .of("GET / HTTP/1.1\r\nX-A: \"\\\b\t\u000b\u0001\u007f\u00e9\r\n\r\n", null))
                .endsWith(" \"\\\"\\\\\\b\\t\\v\\x01\\x7f\\xe9\"");
        assertThat(new Escaped().text("a\r\nb")).isEqualTo("a\\r\\nb");
    }

    /** Escapes text as a value of the combined format. */
    private static final class Escaped {
        String text(String text) {
            LineBuffer buffer = new LineBuffer(Escapes.of(LogFormat.COMBINED));
            buffer.begin(1000);
            buffer.beginValue();
            buffer.text(text.getBytes(ISO_8859_1), 0, text.length());
            buffer.endValue();
            return new String(buffer.bytes(), 0, buffer.length(), ISO_8859_1);
        }
    }
}
