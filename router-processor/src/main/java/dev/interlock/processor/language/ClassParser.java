package dev.interlock.processor.language;

import dev.interlock.processor.language.CharacterSet.Range;

/** Reads a character class, such as {@code [a-z_]}. */
final class ClassParser {
    private final PatternText text;
    private final int start;
    private final Mode mode;

    /** Creates a parser for the text after the opening bracket. The bracket is at the position {@code start}. */
    ClassParser(PatternText text, int start, Mode mode) {
        this.text = text;
        this.start = start;
        this.mode = mode;
    }

    CharacterSet characters() throws Refusal {
        boolean negated = text.take('^');
        if (text.comesNext("]")) {
            throw Refusal.syntax(text.position(), "a class is not empty; write \\] for the bracket itself");
        }
        CharacterSet all = CharacterSet.of();
        while (!text.take(']')) {
            all = all.union(element());
        }
        CharacterSet folded = mode.folded(all);
        return negated ? folded.complement() : folded;
    }

    private CharacterSet element() throws Refusal {
        int position = text.position();
        CharacterSet first = member();
        // A hyphen that does not begin a range stands for itself, as in [a-] and [\d-z].
        if (!isOne(first) || !text.comesNext("-") || text.comesNext("-]")) {
            return first;
        }
        text.take('-');
        CharacterSet last = member();
        if (!isOne(last)) {
            throw Refusal.syntax(position, "a range ends with one character");
        }
        if (last.ranges().get(0).last() < first.ranges().get(0).first()) {
            throw Refusal.syntax(position, "the bounds of this range are out of order");
        }
        return CharacterSet.of(
                new Range(first.ranges().get(0).first(), last.ranges().get(0).last()));
    }

    private CharacterSet member() throws Refusal {
        int position = text.position();
        if (!text.hasNext()) {
            throw Refusal.syntax(start, "this class has no closing bracket");
        }
        if (text.comesNext("&&")) {
            throw Refusal.unsupported(position, "an intersection", "write out the ranges");
        }
        int character = text.next();
        if (character == '[') {
            throw Refusal.unsupported(
                    position, "a class within a class", "join them, or write \\[ for the bracket itself");
        }
        return character == '\\' ? new EscapeParser(text, position).characters() : CharacterSet.of(character);
    }

    private static boolean isOne(CharacterSet set) {
        return set.ranges().size() == 1
                && set.ranges().get(0).first() == set.ranges().get(0).last();
    }
}
