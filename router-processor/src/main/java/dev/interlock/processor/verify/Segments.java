package dev.interlock.processor.verify;

import dev.interlock.processor.language.Language;
import dev.interlock.processor.language.SegmentLanguage;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Constraint;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which texts a segment of a template matches. Uses only the routing rules, not the tables. */
final class Segments {
    private final Map<String, Language> languages = new HashMap<>();
    private final Map<List<String>, Optional<String>> examples = new HashMap<>();
    private final Map<List<String>, Boolean> inclusions = new HashMap<>();

    static boolean isPlain(Segment segment) {
        return segment instanceof Variable variable
                && variable.prefix().isEmpty()
                && variable.suffix().isEmpty()
                && variable.constraint().isEmpty();
    }

    private static boolean isConstrained(Segment segment) {
        return segment instanceof Variable variable && variable.constraint().isPresent();
    }

    /** Whether a segment matches a text. A catch-all matches every text. */
    static boolean matches(Segment segment, String text) {
        if (segment instanceof Literal literal) {
            return literal.text().equals(text);
        }
        if (!(segment instanceof Variable variable)) {
            return true;
        }
        int from = variable.prefix().length();
        int to = text.length() - variable.suffix().length();
        return from < to
                && text.startsWith(variable.prefix())
                && text.endsWith(variable.suffix())
                && variable.constraint()
                        .map(it -> AutomataProduct.accepts(it.dfa(), text.substring(from, to)))
                        .orElse(true);
    }

    /** Returns a text that both segments match; empty if no text matches both. A catch-all matches every text. */
    Optional<String> common(Segment one, Segment other) {
        if (one instanceof Literal literal) {
            return Optional.of(literal.text()).filter(text -> matches(other, text));
        }
        if (other instanceof Literal) {
            return common(other, one);
        }
        if (!(one instanceof Variable left) || !(other instanceof Variable right)) {
            return example(one instanceof Variable ? one : other);
        }
        if (!isConstrained(left) && !isConstrained(right)) {
            return ofPlain(left, right);
        }
        return examples.computeIfAbsent(
                List.of(key(one), key(other)),
                pair -> language(one).intersection(language(other)).example());
    }

    private static Optional<String> ofPlain(Variable one, Variable other) {
        String prefix = one.prefix().length() > other.prefix().length() ? one.prefix() : other.prefix();
        String suffix = one.suffix().length() > other.suffix().length() ? one.suffix() : other.suffix();
        String text = prefix + "a" + suffix;
        return Optional.of(text).filter(it -> matches(one, it) && matches(other, it));
    }

    /** Returns a text that the segment matches. */
    Optional<String> example(Segment segment) {
        if (segment instanceof Literal literal) {
            return Optional.of(literal.text());
        }
        return isConstrained(segment)
                ? examples.computeIfAbsent(
                        List.of(key(segment)), key -> language(segment).example())
                : segment instanceof Variable variable
                        ? Optional.of(variable.prefix() + "a" + variable.suffix())
                        : Optional.of("a");
    }

    /** Whether the variable {@code wide} matches every text that the variable {@code narrow} matches. */
    boolean includes(Variable wide, Variable narrow) {
        if (wide.constraint().isEmpty()
                && narrow.prefix().startsWith(wide.prefix())
                && narrow.suffix().endsWith(wide.suffix())) {
            return true;
        }
        return (isConstrained(wide) || isConstrained(narrow))
                && inclusions.computeIfAbsent(
                        List.of(key(wide), key(narrow)), pair -> language(wide).includes(language(narrow)));
    }

    private Language language(Segment segment) {
        return languages.computeIfAbsent(key(segment), key -> SegmentLanguage.of(segment));
    }

    /**
     * Whether two templates match the same paths. Constraints with the same language have equal automata, because all
     * automata are minimal.
     */
    static boolean areSame(List<Segment> one, List<Segment> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = withoutNames(one.get(i)).equals(withoutNames(other.get(i)));
        }
        return same;
    }

    private static Segment withoutNames(Segment segment) {
        if (segment instanceof Variable variable) {
            Optional<Constraint> constraint = variable.constraint().map(it -> new Constraint("", it.dfa()));
            return new Variable("", variable.prefix(), variable.suffix(), constraint);
        }
        return segment instanceof CatchAll ? new CatchAll("") : segment;
    }

    /**
     * Returns a key for a segment. Segments that differ only in the names of variables have the same key. All other
     * segments have different keys, because fixed text contains no braces.
     */
    private static String key(Segment segment) {
        if (segment instanceof Literal literal) {
            return literal.text();
        }
        if (segment instanceof CatchAll) {
            return "{*}";
        }
        Variable variable = (Variable) segment;
        String pattern = variable.constraint().map(it -> ":" + it.pattern()).orElse("");
        return variable.prefix() + "{" + pattern + "}" + variable.suffix();
    }
}
