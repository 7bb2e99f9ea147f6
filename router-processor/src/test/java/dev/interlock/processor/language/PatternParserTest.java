package dev.interlock.processor.language;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.report.Message;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "abc",
                "a|b",
                "a|",
                "|",
                "(a|b)*c",
                "(?:ab)+",
                "(?<name>x)y?",
                "[0-9]+",
                "[0-9]{2}",
                "a{2,3}",
                "a{2,}",
                "a{0}",
                "a{0,2}b",
                "[^a]",
                "[^a-c0]",
                "[a-]",
                "[-a]",
                "[a-c-e]",
                "[\\d-c]",
                "[+-/]",
                "[&]",
                "[a^]",
                "\\d",
                "\\D",
                "\\w+",
                "\\W",
                "\\s",
                "\\S",
                "[\\w.]",
                "[^\\w]",
                "[^\\W]",
                ".",
                ".*",
                "a.c",
                "\\.",
                "\\\\",
                "\\[",
                "\\{",
                "\\t",
                "\\x41",
                "\\u0041",
                "\\x{1F600}",
                "}",
                "]",
                "\u00e9+",
                "\ud83d\ude00?",
                "[\ud83d\ude00-\ud83d\ude02]",
                "[^\ud83d\ude00]",
                "[a-\\x{1F600}]",
                "(a(b(c)?)?)?",
                "((a|b){2}){2}"
            })
    void agreesWithJava(String pattern) {
        Language language = language(pattern);
        Pattern java = Pattern.compile(pattern);
        for (String text : SAMPLES) {
            assertWithMessage("/%s/ on \"%s\"", pattern, text)
                    .that(language.contains(text))
                    .isEqualTo(java.matcher(text).matches());
        }
    }

    private static final String[] SAMPLES = {
        "",
        "a",
        "b",
        "c",
        "d",
        "e",
        "ab",
        "abc",
        "aa",
        "aaa",
        "aaaa",
        "aab",
        "b0",
        "abab",
        "ababc",
        "aac",
        "xy",
        "x",
        "0",
        "7",
        "42",
        "123",
        "-",
        "+",
        ",",
        "/",
        ".",
        "&",
        "^",
        "_",
        "A",
        "Z",
        " ",
        "\t",
        "\n",
        "\r",
        "\u000b",
        "\f",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\u2029",
        "a\nc",
        "a\u2028c",
        "\\",
        "[",
        "{",
        "}",
        "]",
        "~",
        "\u00e9",
        "\u00e9\u00e9",
        "\u0661",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\ud800\udc00",
        "\ud83d\ude00",
        "\ud83d\ude01",
        "\ud83d\ude03",
        "\ud83d\ude00\ud83d\ude00",
        "\udbff\udfff",
        "a\ud83d\ude00c"
    };

    @ParameterizedTest
    @CsvSource({
        "(a, 0",
        "a), 1",
        "*a, 0",
        "a|+, 2",
        "{2}, 0",
        "a{}, 1",
        "'a{,3}', 1",
        "'a{3,2}', 1",
        "a{x}, 1",
        "a{2, 1",
        "a**, 2",
        "a{2}{3}, 4",
        "[a, 0",
        "[], 1",
        "[^], 2",
        "[b-a], 1",
        "[a-\\d], 1",
        "\\, 0",
        "a\\y, 1",
        "\\x4, 0",
        "\\u12, 0",
        "\\x{110000}, 0",
        "\\x{41, 0",
        "(?<1>a), 0"
    })
    void mistakesHavePositions(String pattern, int position) {
        assertFlaw(pattern, Message.PATTERN_SYNTAX, position);
    }

    @Test
    void limitsNestingOfGroups() {
        assertThat(language("(".repeat(100) + "a" + ")".repeat(100)).contains("a"))
                .isTrue();
        assertFlaw("(".repeat(101) + "a" + ")".repeat(101), Message.PATTERN_SYNTAX, 100);
        assertThat(language("(a)".repeat(200)).contains("a".repeat(200))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "(?=a)b, 0, look-ahead",
        "(?!a)b, 0, look-ahead",
        "a(?<=a)b, 1, look-behind",
        "(?<!a)b, 0, look-behind",
        "(?>a), 0, an atomic group",
        "(a)\\1, 3, a back-reference",
        "(?<n>a)\\k<n>, 7, a back-reference",
        "a++, 2, a possessive quantifier",
        "a{2}+, 4, a possessive quantifier"
    })
    void namesIrregularConstruct(String pattern, int position, String construct) {
        assertThat(assertFlaw(pattern, Message.PATTERN_NOT_REGULAR, position).arguments())
                .containsExactly(construct);
    }

    @ParameterizedTest
    @CsvSource({
        "^a, 0, the anchor ^",
        "a$, 1, the anchor $",
        "a\\b, 1, the anchor \\b",
        "\\Aa, 0, the anchor \\A",
        "a\\z, 1, the anchor \\z",
        "a*?, 2, a lazy quantifier",
        "a{1}?, 4, a lazy quantifier",
        "(?i)a, 0, a flag",
        "(?i:a), 0, a flag",
        "\\p{L}, 0, a Unicode class",
        "\\PL, 0, a Unicode class",
        "[\\p{L}], 1, a Unicode class",
        "\\Qa\\E, 0, quoting",
        "[a[b]], 2, a class within a class",
        "[a&&b], 2, an intersection",
        "\\h, 0, \\h",
        "\\R, 0, \\R",
        "\\X, 0, \\X",
        "\\07, 0, \\0",
        "\\cA, 0, \\c",
        "\\uD83D, 0, a surrogate"
    })
    void namesUnsupportedConstruct(String pattern, int position, String construct) {
        assertThat(assertFlaw(pattern, Message.PATTERN_UNSUPPORTED, position)
                        .arguments()
                        .get(0))
                .isEqualTo(construct);
    }

    @Test
    void rejectsLargeRepetitionBeforeBuildingIt() {
        assertFlaw("((a{100}){100}){100}", Message.PATTERN_TOO_LARGE, 1);
        assertFlaw("b(a{999999999})", Message.PATTERN_TOO_LARGE, 2);
    }

    @Test
    void rejectsLargeDeterministicAutomaton() {
        assertFlaw("(a|b)*a(a|b){30}", Message.PATTERN_TOO_LARGE, 0);
    }

    @Test
    void acceptsPatternBelowLimit() {
        assertThat(language("[a-z]{4000}").dfa().states()).hasSize(4001);
    }

    private static Flaw assertFlaw(String pattern, Message message, int position) {
        Reading reading = PatternParser.parse(pattern);
        assertWithMessage("/%s/", pattern).that(reading).isInstanceOf(Flaw.class);
        Flaw flaw = (Flaw) reading;
        assertWithMessage("/%s/: %s", pattern, flaw).that(flaw.message()).isEqualTo(message);
        assertWithMessage("/%s/: %s", pattern, flaw).that(flaw.position()).isEqualTo(position);
        return flaw;
    }

    private static Language language(String pattern) {
        Reading reading = PatternParser.parse(pattern);
        assertWithMessage("/%s/", pattern).that(reading).isInstanceOf(Language.class);
        return (Language) reading;
    }
}
