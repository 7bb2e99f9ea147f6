package dev.interlock.processor.language;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Constraint;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.Optional;

/** What the segments of templates match, decoded. */
public final class SegmentLanguage {
    private static final Language WITHOUT_SLASH =
            new Language(CharacterSet.of('/').complement().automaton().repeat());

    private SegmentLanguage() {}

    /** The segments that a segment of a template takes; a {@link CatchAll} is seen as the plain variable of one of them. */
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
     * Why no segment can match a constraint between the fixed texts of a variable, or none if some can. A slash within a
     * segment arrives as {@code %2F} only; a pattern that insists on one was meant for several segments.
     */
    public static Optional<String> whyNothingMatches(Variable variable, Constraint constraint) {
        Language own = Language.of(constraint.dfa());
        if (own.isEmpty()) {
            return Optional.of("it matches no text at all");
        }
        Language nonEmpty = nonEmpty(constraint);
        if (nonEmpty.isEmpty()) {
            return Optional.of("it matches the empty text only");
        }
        if (nonEmpty.intersection(WITHOUT_SLASH).isEmpty()) {
            return Optional.of("it matches text with a / only, and a variable takes one segment");
        }
        Language segments =
                nonEmpty.between(variable.prefix(), variable.suffix()).intersection(Language.SEGMENT);
        return segments.isEmpty() ? Optional.of("it matches dot segments only") : Optional.empty();
    }

    private static Language nonEmpty(Constraint constraint) {
        return Language.of(constraint.dfa()).minus(Language.ofText(""));
    }
}
