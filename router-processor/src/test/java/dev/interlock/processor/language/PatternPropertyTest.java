package dev.interlock.processor.language;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.report.Message;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Compares the languages of random patterns with {@link Pattern}, on random texts. The processor supports all these
 * patterns.
 */
class PatternPropertyTest {
    private static final String ALPHABET = "ab01_-. \n\u00e9\u2028";

    @Property(tries = 500)
    void agreesWithJava(@ForAll("patterns") String pattern, @ForAll("texts") List<String> texts) {
        Language language = language(pattern);
        Pattern java = Pattern.compile(pattern);
        for (String text : texts) {
            assertWithMessage("/%s/ on \"%s\"", pattern, text)
                    .that(language.contains(text))
                    .isEqualTo(java.matcher(text).matches());
        }
    }

    @Property(tries = 200)
    void modelKeepsAutomaton(@ForAll("patterns") String pattern) {
        Language language = language(pattern);
        assertThat(Language.of(language.dfa())).isEqualTo(language);
        assertThat(Language.of(language.dfa()).dfa()).isEqualTo(language.dfa());
    }

    @Property(tries = 200)
    void intersectionAndInclusionAgreeWithMembership(
            @ForAll("patterns") String first, @ForAll("patterns") String second, @ForAll("texts") List<String> texts) {
        Language a = language(first);
        Language b = language(second);
        Language both = a.intersection(b);
        for (String text : texts) {
            assertThat(both.contains(text)).isEqualTo(a.contains(text) && b.contains(text));
            if (a.includes(b) && b.contains(text)) {
                assertThat(a.contains(text)).isTrue();
            }
        }
        both.example()
                .ifPresent(example ->
                        assertThat(a.contains(example) && b.contains(example)).isTrue());
        assertThat(both.example().isPresent()).isEqualTo(!both.isEmpty());
    }

    /**
     * Returns the language of a pattern. Skips a pattern that needs too many states; this is rare. Every other pattern
     * must be accepted.
     */
    private static Language language(String pattern) {
        Reading reading = PatternParser.parse(pattern);
        Assume.that(!(reading instanceof Flaw flaw && flaw.message() == Message.PATTERN_TOO_LARGE));
        return (Language) reading;
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> character = Arbitraries.of(ALPHABET.split("")).edgeCases(config -> config.none());
        Arbitrary<String> any = Arbitraries.oneOf(character, Arbitraries.of("\ud83d\ude00", "z", "A", "9", "\t"));
        return any.list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .list()
                .ofSize(20);
    }

    @Provide
    Arbitrary<String> patterns() {
        return pattern(2);
    }

    private Arbitrary<String> pattern(int depth) {
        Arbitrary<String> atom = depth == 0
                ? leaf()
                : Arbitraries.frequencyOf(
                        Tuple.of(3, leaf()), Tuple.of(1, pattern(depth - 1).map(inner -> "(" + inner + ")")));
        Arbitrary<String> quantifier = Arbitraries.of("", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}");
        Arbitrary<String> quantified = Combinators.combine(atom, quantifier).as(String::concat);
        Arbitrary<String> sequence = quantified.list().ofMaxSize(4).map(parts -> String.join("", parts));
        return sequence.list().ofMinSize(1).ofMaxSize(2).map(alternatives -> String.join("|", alternatives));
    }

    private static Arbitrary<String> leaf() {
        return Arbitraries.of(
                "a",
                "b",
                "0",
                "1",
                "_",
                "\\.",
                "-",
                " ",
                ".",
                "\\d",
                "\\D",
                "\\w",
                "\\W",
                "\\s",
                "\\S",
                "[ab]",
                "[^ab]",
                "[a-z0]",
                "[^\\d_]",
                "[\\w-]",
                "[^\\W]",
                "[.\\s]",
                "\u00e9",
                "[^\\x{1F600}]",
                "\\x{1F600}",
                "\\n",
                "\\u2028");
    }
}
