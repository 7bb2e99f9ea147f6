package dev.interlock.generated.dispatch;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestPathTest {
    private static final int LIMIT = 100;

    private final RequestPath path = new RequestPath();

    /** A bar separates segments, and {@code <>} is an empty segment. Bytes are written as ISO-8859-1 characters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/ <>", //
                "/a a",
                "/a/ a|<>",
                "//a <>|a",
                "/a//b a|<>|b",
                "/%41 A",
                "/%61%62 ab",
                "/a%2Fb a/b",
                "/a%2fb/c a/b|c",
                "/%252F %2F",
                "/caf%C3%A9 cafÃ©",
                "/cafÃ© cafÃ©",
                "/%F0%9F%9A%82 ð\u009f\u009a\u0082",
                "/a+b a+b",
                "/a;v=1/b a;v=1|b",
                "/.well-known .well-known",
                "/... ...",
                "/a/..b a|..b",
                "/v1.2/x.json v1.2|x.json",
                "/!$&'()*,;=:@ !$&'()*,;=:@",
                "/%0A%20 '\n '",
                "/a/b/c/d/e/f/g/h/i/j a|b|c|d|e|f|g|h|i|j"
            })
    void splitsThenDecodesOnce(String text, String segments) {
        for (int slack : new int[] {0, 1, 7, 8, 64}) {
            assertThat(split(text, slack)).isTrue();
            assertWithMessage(text)
                    .that(segments())
                    .containsExactlyElementsIn(segments.replace("<>", "").split("\\|", -1))
                    .inOrder();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "*", // no path
                "/.",
                "/..",
                "/a/.",
                "/a/../b",
                "/./a",
                "/a/..", // dot segments
                "/%2e",
                "/%2E%2e",
                "/.%2e/a", // encoded dot segments
                "/%",
                "/%4",
                "/a%",
                "/%zz",
                "/%4g",
                "/%+1",
                "/a/%%41", // malformed escapes
                "/%00",
                "/a\u0000b",
                "/a%00", // NUL
                "/%C3",
                "/%C3/%A9",
                "/%80",
                "/%C0%AF",
                "/%ED%A0%80",
                "/%F5%80%80%80",
                "/\u0080" // not UTF-8
            })
    void rejectsBadPaths(String text) {
        for (int slack : new int[] {0, 8, 64}) {
            assertWithMessage(text).that(split(text, slack)).isFalse();
        }
    }

    /** The split by words and the split by bytes agree for each length, wherever the slashes are. */
    @Test
    void wordsAndBytesAgree() {
        Random random = new Random(7);
        String alphabet =
                "///..--abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789!~";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder("/");
            for (int length = random.nextInt(200); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            boolean fast = split(text.toString(), 64);
            List<String> segments = fast ? segments() : List.of();
            assertWithMessage(text.toString()).that(split(text.toString(), 0)).isEqualTo(fast);
            if (fast) {
                assertWithMessage(text.toString()).that(segments()).isEqualTo(segments);
            }
        }
    }

    @Test
    void stopsAtSegmentLimit() {
        byte[] bytes = "/a/b/c/d/e/f/g/h/i/j/k ........".getBytes(ISO_8859_1);
        int to = bytes.length - 9;
        for (int limit = 1; limit < 14; limit++) {
            assertThat(path.split(bytes, 0, to, limit)).isEqualTo(Math.min(11, limit + 1));
            assertThat(path.segmentCount()).isEqualTo(Math.min(11, limit + 1));
            assertThat(path.segment(limit > 11 ? 10 : limit - 1).toString())
                    .isEqualTo(String.valueOf((char) ('a' + (limit > 11 ? 10 : limit - 1))));
            assertThat(path.rest(0).toString()).isEqualTo("a/b/c/d/e/f/g/h/i/j/k");
        }
    }

    @Test
    void cutsFixedTextAndReturnsRest() {
        assertThat(split("/v42/report.json/x%2Fy/z", 64)).isTrue();
        assertThat(path.segment(0, 1, 0).toString()).isEqualTo("42");
        assertThat(path.segment(1, 0, 5).toString()).isEqualTo("report");
        assertThat(path.rest(2).toString()).isEqualTo("x/y/z");
        assertThat(path.rest(3).toString()).isEqualTo("z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2f..%2fetc/passwd",
                "..%2Fa",
                "a%2F..",
                "a%2f..%2fb",
                "a/b%2F..%2Fc",
                "%2e%2e%2fa",
                "%2e%2e/a%2fb%2f.%2e",
                ".%2Fa",
                "a%2F.",
                "a%2f./b",
                "..%5ca",
                "a%5C..%5Cb",
                "a%5c..%2fb",
                "%2f..",
                "%5c..",
                "/%2f../a",
                "a%2f%2e"
            })
    void findsEncodedDotSegments(String rest) {
        boolean read = split("/files/" + rest, 64);
        assertWithMessage(rest).that(!read || path.hasDotSegment(1)).isTrue();
        // Segments before the index are not checked.
        assertThat(split("/..%2Ffiles/a", 64)).isTrue();
        assertThat(path.hasDotSegment(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b",
                "",
                "a%2Fb",
                "a%2f.b",
                "a%2f..b",
                "a%2fb..%2fc",
                "...%2fa",
                "a%2f...",
                "%252e%252e%252f",
                "a..%5cb",
                "a%20..",
                "%2f%2f",
                "a%2F%2Fb"
            })
    void findsNoOtherDotSegments(String rest) {
        assertWithMessage(rest).that(split("/files/" + rest, 64)).isTrue();
        assertWithMessage(rest).that(path.hasDotSegment(1)).isFalse();
    }

    /** Every accepted path stays below a folder, with either kind of slash. */
    @Test
    void pathWithoutDotSegmentStaysInFolder() {
        Random random = new Random(11);
        String[] words = {"..", ".", "%2e", "%2E", "/", "%2f", "%2F", "%5c", "%5C", "a", "b.", "%25", "%00"};
        int let = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("/files/");
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(words[random.nextInt(words.length)]);
            }
            if (split(text.toString(), 64) && !path.hasDotSegment(1)) {
                let++;
                List<String> names = List.of(path.rest(1).toString().split("[/\\\\]", -1));
                assertWithMessage(text.toString()).that(names).containsNoneOf(".", "..");
            }
        }
        assertThat(let).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/b/", "//a", "/a%2Fb/c", "/a/b/c/d/e/f/g/h/i/j", "/%61/b/c/d/e/f/g/h/i/j/k"})
    void followsItsRequestToAnotherArray(String text) {
        byte[] source = ("GET " + text + "x".repeat(8)).getBytes(ISO_8859_1);
        RequestPath read = new RequestPath();
        read.split(source, 4, source.length - 8, LIMIT);
        List<String> segments = segments(read);
        byte[] target = Arrays.copyOfRange(source, 4, source.length);
        path.copyFrom(read, source, target, -4);
        Arrays.fill(source, (byte) '?');
        read.split("/another%20path/for/the/next/request........".getBytes(ISO_8859_1), 0, 36, LIMIT);
        assertThat(segments(path)).containsExactlyElementsIn(segments).inOrder();
        String rest = String.join("/", segments);
        assertThat(new String(path.rest(0).toByteArray(), ISO_8859_1)).isEqualTo(rest);
    }

    @Test
    void rejectsUnknownSegments() {
        assertThat(split("/a/b", 64)).isTrue();
        assertThrows(IndexOutOfBoundsException.class, () -> path.segment(2));
        assertThrows(IndexOutOfBoundsException.class, () -> path.rest(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> path.segment(0, 1, 1));
    }

    @Test
    void rejectsRangesOutsideArray() {
        assertThrows(IndexOutOfBoundsException.class, () -> path.split(new byte[3], 1, 4, LIMIT));
    }

    private boolean split(String text, int slack) {
        byte[] bytes = ("GET " + text + "x".repeat(slack)).getBytes(ISO_8859_1);
        return path.split(bytes, 4, bytes.length - slack, LIMIT) != RequestPath.BAD;
    }

    private List<String> segments() {
        return segments(path);
    }

    private static List<String> segments(RequestPath path) {
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < path.segmentCount(); i++) {
            segments.add(new String(path.segment(i).toByteArray(), ISO_8859_1));
        }
        return segments;
    }
}
