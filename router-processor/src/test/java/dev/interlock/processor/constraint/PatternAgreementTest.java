package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.generated.validate.Constraints;
import dev.interlock.processor.language.Language;
import dev.interlock.processor.language.Mode;
import dev.interlock.processor.language.PatternParser;
import dev.interlock.processor.language.Reading;
import dev.interlock.processor.plan.DfaText;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Compares patterns that have flags and anchors with {@link Pattern}. Also tests the tables for these patterns in
 * generated code.
 */
class PatternAgreementTest {
    @Property(tries = 500)
    void patternAgreesWithJava(
            @ForAll("patterns") String pattern,
            @ForAll boolean ignoresCase,
            @ForAll boolean dotAll,
            @ForAll boolean unixLines,
            @ForAll("texts") List<String> texts) {
        Reading reading = PatternParser.parse(pattern, new Mode(true, ignoresCase, dotAll, unixLines));
        Assume.that(reading instanceof Language);
        List<String> pieces = DfaText.pieces(((Language) reading).dfa());
        Predicate<CharSequence> compiled = Constraints.pattern(pieces.toArray(String[]::new));
        int flags = (ignoresCase ? Pattern.CASE_INSENSITIVE : 0)
                | (dotAll ? Pattern.DOTALL : 0)
                | (unixLines ? Pattern.UNIX_LINES : 0);
        Pattern java = Pattern.compile(pattern, flags);
        for (String text : texts) {
            assertWithMessage("/%s/ with flags %s on \"%s\"", pattern, flags, text)
                    .that(compiled.test(text))
                    .isEqualTo(java.matcher(text).matches());
        }
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "a",
                        "A",
                        "b",
                        "Z",
                        "z",
                        "[",
                        "0",
                        "_",
                        "\n",
                        "\r",
                        "\u00e9",
                        "\u00c9",
                        "\ud83d\ude00",
                        "^",
                        "$")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts))
                .list()
                .ofSize(20);
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> atom = Arbitraries.of(
                "a",
                "A",
                "z",
                "0",
                ".",
                "[a-c]",
                "[A-Z]",
                "[Z-a]",
                "[^a]",
                "[^A-Z\\n]",
                "\\w",
                "\\W",
                "\\x41",
                "\u00e9",
                "(a|B)",
                "(?:z.)",
                "\\$",
                "\\^");
        Arbitrary<String> quantified = Combinators.combine(atom, Arbitraries.of("", "", "*", "+", "?", "{2}"))
                .as(String::concat);
        Arbitrary<String> sequence = quantified.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("", parts));
        Arbitrary<String> anchored = Combinators.combine(Arbitraries.of("", "^"), sequence, Arbitraries.of("", "$"))
                .as((before, middle, behind) -> before + middle + behind);
        return anchored.list().ofMinSize(1).ofMaxSize(2).map(alternatives -> String.join("|", alternatives));
    }
}
