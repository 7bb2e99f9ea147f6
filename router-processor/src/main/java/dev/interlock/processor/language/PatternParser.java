package dev.interlock.processor.language;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses the part of {@link java.util.regex.Pattern} that describes regular languages. The parsed syntax has the same
 * meaning as in that class: literals and escapes, {@code .} (any character except a line terminator), classes with
 * ranges and negation, {@code \d \D \w \W \s \S} over ASCII, groups, alternatives, and greedy quantifiers. A pattern
 * always matches a whole text.
 *
 * <p>The parser rejects all other syntax with a message that names the syntax.
 */
public final class PatternParser {
    /**
     * Largest depth of nested groups. Real patterns are far below this limit. The stack of a compiler would allow much
     * deeper groups.
     */
    private static final int MAX_DEPTH = 100;

    private final PatternText text;
    private final Mode mode;
    private int depth;

    private PatternParser(String pattern, Mode mode) {
        this.text = new PatternText(pattern);
        this.mode = mode;
    }

    /** Returns the language of a pattern in a template, or the first mistake in it. */
    public static Reading parse(String pattern) {
        return parse(pattern, Mode.STRICT);
    }

    /** Returns the language of the pattern, or the first mistake in it. */
    public static Reading parse(String pattern, Mode mode) {
        try {
            return new PatternParser(pattern, mode).language();
        } catch (Refusal refusal) {
            return refusal.flaw();
        }
    }

    private Language language() throws Refusal {
        Automaton automaton = alternatives();
        if (text.hasNext()) {
            throw Refusal.syntax(text.position(), "this closing parenthesis has no opening parenthesis");
        }
        return Language.of(automaton).orElseThrow(() -> Refusal.tooLarge(0));
    }

    private Automaton alternatives() throws Refusal {
        List<Automaton> alternatives = new ArrayList<>(List.of(sequence()));
        while (text.take('|')) {
            alternatives.add(sequence());
        }
        return alternatives.size() == 1 ? alternatives.get(0) : Automaton.union(alternatives);
    }

    private Automaton sequence() throws Refusal {
        List<Automaton> parts = new ArrayList<>();
        boolean takesAnchors = mode.anchors() && depth == 0;
        if (takesAnchors) {
            text.take('^');
        }
        while (text.hasNext() && text.peek() != '|' && text.peek() != ')') {
            if (takesAnchors && text.takeLast('$')) {
                break;
            }
            int start = text.position();
            parts.add(quantified(atom(), start));
        }
        return parts.isEmpty() ? BasicAutomata.makeEmptyString() : Automaton.concatenate(parts);
    }

    private Automaton atom() throws Refusal {
        int start = text.position();
        int character = text.next();
        return switch (character) {
            case '(' -> group(start);
            case '[' -> new ClassParser(text, start, mode).characters().automaton();
            case '.' -> mode.dot().automaton();
            case '\\' -> mode.folded(new EscapeParser(text, start).characters()).automaton();
            case '^', '$' -> throw Refusal.anchor(start, Character.toString(character));
            case '*', '+', '?', '{' -> throw Refusal.syntax(start, "there is nothing to repeat");
            default -> mode.folded(CharacterSet.of(character)).automaton();
        };
    }

    private Automaton group(int start) throws Refusal {
        if (text.take('?')) {
            groupKind(start);
        }
        if (++depth > MAX_DEPTH) {
            throw Refusal.syntax(start, "it is within " + MAX_DEPTH + " other groups");
        }
        Automaton inner = alternatives();
        depth--;
        if (!text.take(')')) {
            throw Refusal.syntax(start, "this group has no closing parenthesis");
        }
        return inner;
    }

    /** Skips {@code ?:} or {@code ?<name>} at the start of a group, because neither changes the language. */
    private void groupKind(int start) throws Refusal {
        if (text.take(':')) {
            return;
        }
        if (text.take("=") || text.take("!")) {
            throw Refusal.notRegular(start, "look-ahead");
        }
        if (text.take("<=") || text.take("<!")) {
            throw Refusal.notRegular(start, "look-behind");
        }
        if (text.take(">")) {
            throw Refusal.notRegular(start, "an atomic group");
        }
        if (!text.take("<")) {
            throw Refusal.unsupported(start, "a flag", "write out its meaning, such as [aA]");
        }
        String name = text.upTo('>');
        if (!name.matches("[a-zA-Z][a-zA-Z0-9]*")) {
            throw Refusal.syntax(start, "the name of this group may have only letters and digits");
        }
    }

    private Automaton quantified(Automaton atom, int start) throws Refusal {
        Optional<Repetition> repetition = Repetition.read(text);
        if (repetition.isEmpty()) {
            return atom;
        }
        int quantifier = text.position();
        if (text.take('?')) {
            throw Refusal.unsupported(
                    quantifier, "a lazy quantifier", "remove the ?: a pattern matches the whole text in any case");
        }
        if (text.take('+')) {
            throw Refusal.notRegular(quantifier, "a possessive quantifier");
        }
        if (text.hasNext() && "*+?{".indexOf(text.peek()) >= 0) {
            throw Refusal.syntax(quantifier, "a repetition cannot be repeated; put a group around it");
        }
        return repetition.get().of(atom, start);
    }
}
