package dev.interlock.processor.language;

import dk.brics.automaton.Automaton;
import java.util.Optional;

/**
 * Number of times that an atom of a pattern repeats.
 *
 * @param most largest number; {@link #UNBOUNDED} if there is no upper bound
 */
record Repetition(int least, int most) {
    private static final int UNBOUNDED = -1;
    /** Largest number of digits in a count. More repetitions would exceed {@link Language#MAX_STATES} in any case. */
    private static final int COUNT_DIGITS = 9;

    /** Reads a quantifier; empty if none comes next. */
    static Optional<Repetition> read(PatternText text) throws Refusal {
        if (text.take('*')) {
            return Optional.of(new Repetition(0, UNBOUNDED));
        }
        if (text.take('+')) {
            return Optional.of(new Repetition(1, UNBOUNDED));
        }
        if (text.take('?')) {
            return Optional.of(new Repetition(0, 1));
        }
        int start = text.position();
        return text.take('{') ? Optional.of(counted(text, start)) : Optional.empty();
    }

    private static Repetition counted(PatternText text, int start) throws Refusal {
        String least = text.digits(10, COUNT_DIGITS);
        boolean range = text.take(',');
        String most = range ? text.digits(10, COUNT_DIGITS) : least;
        if (least.isEmpty() || !text.take('}')) {
            throw Refusal.syntax(start, "a repetition is {n}, {n,} or {n,m}");
        }
        int from = Integer.parseInt(least);
        int to = most.isEmpty() ? UNBOUNDED : Integer.parseInt(most);
        if (to != UNBOUNDED && to < from) {
            throw Refusal.syntax(start, "the bounds of this repetition are out of order");
        }
        return new Repetition(from, to);
    }

    /**
     * Returns the automaton for the repetitions of an atom. Rejects the repetition without building the automaton if
     * the automaton would need too many states.
     */
    Automaton of(Automaton atom, int start) throws Refusal {
        long copies = Math.max(1, Math.max(least, most));
        if (copies * atom.getNumberOfStates() > Language.MAX_STATES) {
            throw Refusal.tooLarge(start);
        }
        return most == UNBOUNDED ? atom.repeat(least) : atom.repeat(least, most);
    }
}
