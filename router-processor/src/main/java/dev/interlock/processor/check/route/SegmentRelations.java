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

/** Compares the texts that segments match. Builds an automaton only for comparisons with a pattern, and caches it. */
final class SegmentRelations {
    private final Map<String, Language> languages = new HashMap<>();
    private final Map<String, Optional<String>> onlyTexts = new HashMap<>();
    private final Map<Pair, Optional<String>> examples = new HashMap<>();
    private final Map<Pair, Boolean> inclusions = new HashMap<>();

    /** The {@linkplain SegmentRelations#key keys} of two segments. */
    private record Pair(String left, String right) {}

    /**
     * Returns a text that matches both segments; empty if there is none. The segments must be of the same kind: two
     * literals, two variables or two catch-alls.
     */
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

    /**
     * Returns a text that matches two variables without patterns. Empty if their prefixes or suffixes contradict each
     * other. Any text may stand between the longer prefix and the longer suffix.
     */
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

    /** Whether two segments match exactly the same texts. The segments must have equal rank and a text in common. */
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

    /**
     * Whether the wide segment matches every text that the narrow segment matches. Neither segment may be a catch-all.
     */
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

    /** Returns the only text that a segment matches; empty if the segment matches several texts. */
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

    /**
     * Returns the text of a segment without variable names. Segments that differ only in variable names have equal
     * keys. A literal cannot have the key of a variable, because fixed text contains no braces.
     */
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
