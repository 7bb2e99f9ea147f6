package dev.interlock.processor.verify;

import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.Dfa.Transition;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The product of two automata: all pairs of states that the automata can reach with the same text. The automata accept
 * the same texts if each pair has two accepting states or none.
 */
final class AutomataProduct {
    private static final int DEAD = -1;

    private final Dfa left;
    private final Dfa right;
    /** For each pair, a shortest text that leads to the pair. */
    private final Map<Pair, String> texts = new HashMap<>();

    private final Queue<Pair> open = new ArrayDeque<>();

    private record Pair(int left, int right) {}

    AutomataProduct(Dfa left, Dfa right) {
        this.left = left;
        this.right = right;
    }

    /** Returns a shortest text that only one of the two automata accepts; empty if both accept the same texts. */
    Optional<String> difference() {
        reach(new Pair(0, 0), "");
        while (!open.isEmpty()) {
            Pair pair = open.remove();
            String text = texts.getOrDefault(pair, "");
            if (accepts(left, pair.left) != accepts(right, pair.right)) {
                return Optional.of(text);
            }
            for (int start : starts(pair)) {
                Pair next = new Pair(step(left, pair.left, (char) start), step(right, pair.right, (char) start));
                reach(next, text + readable(pair, (char) start));
            }
        }
        return Optional.empty();
    }

    /** Returns the number of pairs that {@link #difference} has reached. */
    int pairs() {
        return texts.size();
    }

    private void reach(Pair pair, String text) {
        if (texts.putIfAbsent(pair, text) == null && (pair.left != DEAD || pair.right != DEAD)) {
            open.add(pair);
        }
    }

    /**
     * Returns the first character of each transition of both states, and the first character after each transition. All
     * characters between two of these characters lead to the same pair.
     */
    private Set<Integer> starts(Pair pair) {
        Set<Integer> starts = new TreeSet<>();
        addStarts(left, pair.left, starts);
        addStarts(right, pair.right, starts);
        return starts;
    }

    private static void addStarts(Dfa dfa, int state, Set<Integer> starts) {
        if (state != DEAD) {
            for (Transition transition : dfa.states().get(state).transitions()) {
                starts.add((int) transition.first());
                if (transition.last() < Character.MAX_VALUE) {
                    starts.add(transition.last() + 1);
                }
            }
        }
    }

    /**
     * Returns {@code a}, {@code 0} or {@code A} if it leads from a pair to the same next pair as the given character.
     * Otherwise returns the given character.
     */
    private char readable(Pair pair, char start) {
        int one = step(left, pair.left, start);
        int other = step(right, pair.right, start);
        for (char c : "a0A".toCharArray()) {
            if (step(left, pair.left, c) == one && step(right, pair.right, c) == other) {
                return c;
            }
        }
        return start;
    }

    private static boolean accepts(Dfa dfa, int state) {
        return state != DEAD && dfa.states().get(state).accepts();
    }

    private static int step(Dfa dfa, int state, char c) {
        if (state != DEAD) {
            for (Transition transition : dfa.states().get(state).transitions()) {
                if (c >= transition.first() && c <= transition.last()) {
                    return transition.target();
                }
            }
        }
        return DEAD;
    }

    /** Whether an automaton accepts a text. */
    static boolean accepts(Dfa dfa, String text) {
        int state = 0;
        for (int i = 0; i < text.length() && state != DEAD; i++) {
            state = step(dfa, state, text.charAt(i));
        }
        return accepts(dfa, state);
    }
}
