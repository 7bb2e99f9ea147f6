package dev.interlock.processor.language;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Constraint;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.Optional;

/** Languages of the decoded texts that the segments of templates match. */
public final class SegmentLanguage {
    private static final Language WITHOUT_SLASH =
            new Language(CharacterSet.of('/').complement().automaton().repeat());

    private SegmentLanguage() {}

    /**
     * Returns the language of the texts that a segment of a template matches. Treats a {@link CatchAll} like a plain
     * variable, which matches one segment.
     */
    public static Language of(Segment segment) {
        if (segment instanceof Literal literal) {
            return Language.ofText(literal.text());
        }
        if (segment instanceof Variable variable) {
            Language own = variable.constraint().map(SegmentLanguage::nonEmpty).orElse(Language.NON_EMPTY);
            return own.between(variable.prefix(), variable.suffix()).intersection(Language.SEGMENT);
        }
        return Language.SEGMENT;
    }

    /**
     * Returns the reason why a variable with a constraint can match no segment. Empty if the variable can match at
     * least one segment. One reason is a pattern that requires a slash: its author probably meant several segments,
     * because a slash within a segment can arrive only as {@code %2F}.
     */
    public static Optional<String> whyNothingMatches(Variable variable, Constraint constraint) {
        Language own = Language.of(constraint.dfa());
        if (own.isEmpty()) {
            return Optional.of("it matches no text at all");
        }
        Language nonEmpty = nonEmpty(constraint);
        if (nonEmpty.isEmpty()) {
            return Optional.of("it matches only the empty text");
        }
        if (nonEmpty.intersection(WITHOUT_SLASH).isEmpty()) {
            return Optional.of("it matches only text with a /, but a variable takes one segment");
        }
        Language segments =
                nonEmpty.between(variable.prefix(), variable.suffix()).intersection(Language.SEGMENT);
        return segments.isEmpty() ? Optional.of("it matches only dot segments") : Optional.empty();
    }

    private static Language nonEmpty(Constraint constraint) {
        return Language.of(constraint.dfa()).minus(Language.ofText(""));
    }
}
