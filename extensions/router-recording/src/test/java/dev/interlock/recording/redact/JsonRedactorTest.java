package dev.interlock.recording.redact;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.RouteInfo;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Redaction of JSON, byte by byte. */
final class JsonRedactorTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(UTF_8);
    private static final String MASK = "~[\\w-]{22}";

    private static final NameCache NAMES = new NameCache(name -> MemberKind.of(name, RedactionRules.standard()), 1);

    private final Pseudonyms pseudonyms = new Pseudonyms(KEY);
    private final JsonRedactor json = new JsonRedactor(
            pseudonyms,
            NAMES,
            EmbeddedRedactor.of(
                    pseudonyms,
                    NAMES,
                    new NameCache(name -> RedactionRules.standard().isSecretParameter(name) ? 1 : 0, 1),
                    new SecretPaths(
                            List.of(RouteInfo.of(0, "GET", "/reset/{token}", "t.T.reset")),
                            RedactionRules.standard())));

    private static Automaton pointers(String... texts) {
        Automaton.Node start = new Automaton.Node();
        List.of(texts).forEach(start::add);
        return Automaton.of(start);
    }

    private String redact(String text, String... pointers) {
        ByteWriter out = new ByteWriter(0);
        byte[] bytes = text.getBytes(UTF_8);
        boolean isJson = json.hide(pointers.length == 0 ? Automaton.NONE : pointers(pointers), Automaton.NONE)
                .append(bytes, 0, bytes.length, false, out);
        return isJson ? out.toString() : "malformed";
    }

    @Test
    void keepsTextsWithoutSecrets() {
        for (String text : List.of(
                "{}",
                "[]",
                " {\"a\" : [1, -2.5e+7, true, false, null, \"x\\\"y\\\\\", {}], \"b\":{\"c\":\"\\u00e9\"}} ",
                "\"text\"",
                "17",
                "null")) {
            assertThat(redact(text)).isEqualTo(text);
        }
    }

    @Test
    void hidesSecretNames() {
        assertThat(redact("{\"password\":\"hunter2\",\"a\":1}")).matches("\\{\"password\":\"" + MASK + "\",\"a\":1}");
        assertThat(redact("{\"user\":[{\"accessToken\":\"abc\"}]}"))
                .matches("\\{\"user\":\\[\\{\"accessToken\":\"" + MASK + "\"}]}");
        assertThat(redact("{\"pass\\u0077ord\":\"hunter2\"}")).matches("\\{\"pass\\\\u0077ord\":\"" + MASK + "\"}");
        assertThat(redact("{\"pin\":1234,\"secret\":true,\"token\":null,\"card\":-12.75}"))
                .matches("\\{\"pin\":[1-9]\\d{3},\"secret\":false,\"token\":null,\"card\":-[1-9]\\d}");
    }

    @Test
    void hidesEverythingWithinSecrets() {
        assertThat(redact("{\"tokens\":[\"a\",{\"b\":[\"c\",1]}],\"d\":\"e\"}"))
                .matches("\\{\"tokens\":\\[\"" + MASK + "\",\\{\"b\":\\[\"" + MASK + "\",\\d]}],\"d\":\"e\"}");
    }

    @Test
    void hidesPointers() {
        assertThat(redact("{\"a\":{\"b\":\"x\",\"c\":\"y\"},\"b\":\"z\"}", "/a/b"))
                .matches("\\{\"a\":\\{\"b\":\"" + MASK + "\",\"c\":\"y\"},\"b\":\"z\"}");
        assertThat(redact("[{\"mail\":\"x\"},{\"mail\":\"y\",\"n\":1}]", "/*/mail"))
                .matches("\\[\\{\"mail\":\"" + MASK + "\"},\\{\"mail\":\"" + MASK + "\",\"n\":1}]");
        assertThat(redact("[\"x\",\"y\"]", "/1")).matches("\\[\"x\",\"" + MASK + "\"]");
        assertThat(redact("{\"a/b\":\"x\",\"c~d\":\"y\",\"e\":\"z\"}", "/a~1b", "/c~0d"))
                .matches("\\{\"a/b\":\"" + MASK + "\",\"c~d\":\"" + MASK + "\",\"e\":\"z\"}");
        assertThat(redact("{\"a\":{\"b\":{\"c\":\"x\"}},\"d\":{\"b\":{\"c\":\"y\"}}}", "/*/b/c", "/a/*/c"))
                .matches("\\{\"a\":\\{\"b\":\\{\"c\":\"" + MASK + "\"}},\"d\":\\{\"b\":\\{\"c\":\"" + MASK + "\"}}}");
    }

    @Test
    void hidesSecretPathsOfLinks() {
        assertThat(
                        redact(
                                "{\"instance\":\"/reset/abc/x\",\"self\":\"http:\\/\\/a/re%73et/abc\",\"other\":\"/orders/7\"}"))
                .matches("\\{\"instance\":\"/reset/" + MASK + "\",\"self\":\"http://a/reset/" + MASK
                        + "\",\"other\":\"/orders/7\"}");
    }

    @Test
    void givesEqualValuesEqualPseudonyms() {
        String twice = redact("{\"token\":\"a\\u0062c\",\"old\":{\"token\":\"abc\"},\"new\":{\"token\":\"abd\"}}");
        List<String> masks = Pattern.compile(MASK)
                .matcher(twice)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(masks).hasSize(3);
        assertThat(masks.get(0)).isEqualTo(masks.get(1));
        assertThat(masks.get(2)).isNotEqualTo(masks.get(1));
    }

    @Test
    void rejectsMalformedText() {
        for (String text : List.of(
                "",
                "{",
                "{\"password\":\"hunter2\"",
                "{\"password\":\"hunter2",
                "{\"password\" \"hunter2\"}",
                "{password:\"hunter2\"}",
                "{\"password\":hunter2}",
                "{\"a\":1,}",
                "[1 2]",
                "{} {}",
                "{\"a\":\"line\nbreak\"}",
                "\u0000",
                "\ufeff{}",
                "nul",
                "[".repeat(500) + "]".repeat(500))) {
            assertWithMessage(text).that(redact(text)).isEqualTo("malformed");
        }
    }

    /** The limit may cut a body anywhere. No prefix of the body may show a part of a secret. */
    @Test
    void hidesSecretsInEachPrefix() {
        byte[] bytes = "{\"a\":\"plain\",\"password\":\"hunter2\\u0041\",\"n\":[1,{\"pin\":987654}],\"x\":true}"
                .getBytes(UTF_8);
        int whole = 0;
        for (int length = 1; length <= bytes.length; length++) {
            ByteWriter out = new ByteWriter(0);
            assertWithMessage("prefix of %s bytes", length)
                    .that(json.hide(Automaton.NONE, Automaton.NONE).append(bytes, 0, length, true, out))
                    .isTrue();
            String text = out.toString();
            assertThat(text).doesNotContain("h");
            assertThat(text.replaceAll(MASK, "")).doesNotContain("987");
            whole += text.contains("plain") ? 1 : 0;
        }
        assertThat(whole).isGreaterThan(50);
    }
}
