package dev.interlock.processor.check.route;

import dev.interlock.processor.language.Language;
import dev.interlock.processor.language.SegmentLanguage;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compares what segments match. Automata are only built where a pattern is involved, and once for each. */
final class SegmentRelations {
    private final Map<String, Language> languages = new HashMap<>();
    private final Map<String, Optional<String>> onlyTexts = new HashMap<>();
    private final Map<Pair, Optional<String>> examples = new HashMap<>();
    private final Map<Pair, Boolean> inclusions = new HashMap<>();

    /** Two segments without the names of their variables. */
    private record Pair(String left, String right) {}

    /** A text that two segments of equal rank both match, or none if there is no such. */
    Optional<String> common(Segment a, Segment b) {
        if (a instanceof Variable left && b instanceof Variable right) {
            return left.constraint().isEmpty() && right.constraint().isEmpty()
                    ? commonOfPlain(left, right)
                    : examples.computeIfAbsent(
                            new Pair(key(a), key(b)),
                            pair -> language(a).intersection(language(b)).example());
        }
        if (a instanceof Literal literal) {
            return a.equals(b) ? Optional.of(literal.text()) : Optional.empty();
        }
        return Optional.of("");
    }

    /** Between the longer prefix and the longer suffix there is room for any text. */
    private static Optional<String> commonOfPlain(Variable a, Variable b) {
        String prefix = longer(a.prefix(), b.prefix());
        String suffix = longer(a.suffix(), b.suffix());
        boolean compatible = prefix.startsWith(a.prefix())
                && prefix.startsWith(b.prefix())
                && suffix.endsWith(a.suffix())
                && suffix.endsWith(b.suffix());
        return compatible ? Optional.of(prefix + "a" + suffix) : Optional.empty();
    }

    private static String longer(String a, String b) {
        return a.length() >= b.length() ? a : b;
    }

    /** Whether two segments of equal rank that have a text in common match the same texts. */
    boolean same(Segment a, Segment b) {
        if (!(a instanceof Variable left && b instanceof Variable right)) {
            return true;
        }
        return left.prefix().equals(right.prefix())
                && left.suffix().equals(right.suffix())
                && left.constraint()
                        .map(constraint -> constraint.dfa())
                        .equals(right.constraint().map(constraint -> constraint.dfa()));
    }

    /** Whether a segment, which is no catch-all, matches all that another one does, which is none either. */
    boolean includes(Segment wide, Segment narrow) {
        if (wide instanceof Literal && narrow instanceof Literal) {
            return wide.equals(narrow);
        }
        if (!isConstrained(wide) && !isConstrained(narrow)) {
            return includesPlain(wide, narrow);
        }
        return inclusions.computeIfAbsent(
                new Pair(key(wide), key(narrow)), pair -> language(wide).includes(language(narrow)));
    }

    private boolean includesPlain(Segment wide, Segment narrow) {
        if (wide instanceof Literal) {
            return false;
        }
        if (narrow instanceof Literal literal) {
            return language(wide).contains(literal.text());
        }
        Variable outer = (Variable) wide;
        Variable inner = (Variable) narrow;
        return inner.prefix().startsWith(outer.prefix()) && inner.suffix().endsWith(outer.suffix());
    }

    /** The text of a segment that matches no other. */
    Optional<String> onlyText(Segment segment) {
        if (segment instanceof Literal literal) {
            return Optional.of(literal.text());
        }
        return isConstrained(segment)
                ? onlyTexts.computeIfAbsent(
                        key(segment), key -> language(segment).onlyText())
                : Optional.empty();
    }

    static boolean isConstrained(Segment segment) {
        return segment instanceof Variable variable && variable.constraint().isPresent();
    }

    Language language(Segment segment) {
        return languages.computeIfAbsent(key(segment), key -> SegmentLanguage.of(segment));
    }

    /** Equal for segments that match the same by their text; fixed text holds no braces. */
    static String key(Segment segment) {
        if (segment instanceof Literal literal) {
            return literal.text();
        }
        if (segment instanceof CatchAll) {
            return "{*}";
        }
        Variable variable = (Variable) segment;
        String pattern = variable.constraint()
                .map(constraint -> ":" + constraint.pattern())
                .orElse("");
        return variable.prefix() + "{" + pattern + "}" + variable.suffix();
    }
}
