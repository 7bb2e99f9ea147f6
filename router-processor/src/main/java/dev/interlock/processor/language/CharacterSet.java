package dev.interlock.processor.language;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A set of Unicode characters without surrogates. Text that was decoded from UTF-8 contains no surrogates.
 *
 * @param ranges ranges in ascending order; ranges do not overlap and are not adjacent
 */
record CharacterSet(List<Range> ranges) {
    private static final int LAST = Character.MAX_CODE_POINT;
    private static final Range SURROGATES = new Range(Character.MIN_SURROGATE, Character.MAX_SURROGATE);

    static final CharacterSet DIGITS = of(new Range('0', '9'));
    static final CharacterSet WORD =
            of(new Range('a', 'z'), new Range('A', 'Z'), new Range('_', '_'), new Range('0', '9'));
    /** White space: the space and the control characters from tab to carriage return. */
    static final CharacterSet SPACE = of(new Range(' ', ' '), new Range('\t', '\r'));

    static final CharacterSet LINE_TERMINATORS = of(
            new Range('\n', '\n'), new Range('\r', '\r'), new Range('\u0085', '\u0085'), new Range('\u2028', '\u2029'));

    /** Range of characters; the first and the last character belong to it. */
    record Range(int first, int last) {}

    static CharacterSet of(int character) {
        return of(new Range(character, character));
    }

    static CharacterSet of(Range... ranges) {
        return new CharacterSet(normalized(Arrays.asList(ranges)));
    }

    CharacterSet union(CharacterSet other) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return new CharacterSet(normalized(all));
    }

    /** Returns the set of all characters that are not in this set. */
    CharacterSet complement() {
        List<Range> withSurrogates = new ArrayList<>(ranges);
        withSurrogates.add(SURROGATES);
        List<Range> gaps = new ArrayList<>();
        int next = 0;
        for (Range range : normalized(withSurrogates)) {
            if (range.first > next) {
                gaps.add(new Range(next, range.first - 1));
            }
            next = range.last + 1;
        }
        if (next <= LAST) {
            gaps.add(new Range(next, LAST));
        }
        return new CharacterSet(gaps);
    }

    /** Returns this set, together with the other case of each ASCII letter in the set. */
    CharacterSet withBothCases() {
        int toLower = 'a' - 'A';
        List<Range> all = new ArrayList<>(ranges);
        for (Range range : ranges) {
            addShifted(all, range, 'A', 'Z', toLower);
            addShifted(all, range, 'a', 'z', -toLower);
        }
        return new CharacterSet(normalized(all));
    }

    /** Adds the characters of a range that lie between {@code first} and {@code last}, shifted by {@code shift}. */
    private static void addShifted(List<Range> all, Range range, char first, char last, int shift) {
        int from = Math.max(range.first, first);
        int to = Math.min(range.last, last);
        if (from <= to) {
            all.add(new Range(from + shift, to + shift));
        }
    }

    private static List<Range> normalized(List<Range> unordered) {
        List<Range> merged = new ArrayList<>();
        for (Range range :
                unordered.stream().sorted(Comparator.comparingInt(Range::first)).toList()) {
            Range previous = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (previous != null && range.first <= previous.last + 1) {
                merged.set(merged.size() - 1, new Range(previous.first, Math.max(previous.last, range.last)));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }

    /** Returns an automaton over UTF-16 code units. It accepts each character of this set, and no longer text. */
    Automaton automaton() {
        State end = new State();
        end.setAccept(true);
        State start = new State();
        for (Range range : ranges) {
            addBasic(start, range, end);
            addSupplementary(start, range, end);
        }
        Automaton automaton = new Automaton();
        automaton.setInitialState(start);
        automaton.setDeterministic(false);
        return automaton;
    }

    private static void addBasic(State start, Range range, State end) {
        int last = Math.min(range.last, Character.MAX_VALUE);
        addUnits(start, range.first, Math.min(last, Character.MIN_SURROGATE - 1), end);
        addUnits(start, Math.max(range.first, Character.MAX_SURROGATE + 1), last, end);
    }

    /**
     * Adds transitions for the supplementary characters of a range. If the range contains all characters of several
     * high surrogates, these high surrogates share one pair of transitions. Each other high surrogate has its own pair.
     */
    private static void addSupplementary(State start, Range range, State end) {
        int first = Math.max(range.first, Character.MIN_SUPPLEMENTARY_CODE_POINT);
        while (first <= range.last) {
            int high = Character.highSurrogate(first);
            boolean wholeBlocks =
                    Character.lowSurrogate(first) == Character.MIN_LOW_SURROGATE && blockEnd(first) <= range.last;
            int lastHigh = wholeBlocks ? lastWholeBlock(range.last) : high;
            int last = wholeBlocks
                    ? blockEnd(Character.toCodePoint((char) lastHigh, Character.MIN_LOW_SURROGATE))
                    : Math.min(range.last, blockEnd(first));
            State low = new State();
            addUnits(start, high, lastHigh, low);
            addUnits(low, Character.lowSurrogate(first), Character.lowSurrogate(last), end);
            first = last + 1;
        }
    }

    /** Returns the last character that has the same high surrogate as the given character. */
    private static int blockEnd(int character) {
        return Character.toCodePoint(Character.highSurrogate(character), Character.MAX_LOW_SURROGATE);
    }

    private static int lastWholeBlock(int last) {
        int high = Character.highSurrogate(last);
        return blockEnd(last) == last ? high : high - 1;
    }

    private static void addUnits(State from, int first, int last, State to) {
        if (first <= last) {
            from.addTransition(new Transition((char) first, (char) last, to));
        }
    }
}
