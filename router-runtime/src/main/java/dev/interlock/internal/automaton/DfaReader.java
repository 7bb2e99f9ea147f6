package dev.interlock.internal.automaton;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Reads an automaton from the text that the processor wrote: {@code STATE|STATE ...}. The text of an accepting state
 * begins with {@code *}. Then each state has transitions {@code FIRST-LAST>TARGET, ...}: a range of characters in
 * hexadecimal, and the number of the next state.
 */
public final class DfaReader {
    private static final int DEAD = -1;

    private DfaReader() {}

    public static Dfa read(String text) {
        String[] states = text.split("\\|", -1);
        Transition[][] transitions = new Transition[states.length][];
        boolean[] accepting = new boolean[states.length];
        TreeSet<Character> starts = new TreeSet<>();
        starts.add((char) 0);
        for (int i = 0; i < states.length; i++) {
            accepting[i] = states[i].startsWith("*");
            transitions[i] = transitions(accepting[i] ? states[i].substring(1) : states[i]);
            for (Transition transition : transitions[i]) {
                starts.add(transition.first);
                if (transition.last != Character.MAX_VALUE) {
                    starts.add((char) (transition.last + 1));
                }
            }
        }
        char[] classes = new char[starts.size()];
        int count = 0;
        for (char start : starts) {
            classes[count++] = start;
        }
        return new Dfa(classes, next(classes, transitions), accepting);
    }

    private static Transition[] transitions(String state) {
        if (state.isEmpty()) {
            return new Transition[0];
        }
        String[] texts = state.split(",", -1);
        Transition[] transitions = new Transition[texts.length];
        for (int i = 0; i < texts.length; i++) {
            transitions[i] = Transition.parse(texts[i]);
        }
        return transitions;
    }

    private static int[] next(char[] classes, Transition[][] transitions) {
        int[] next = new int[transitions.length * classes.length];
        Arrays.fill(next, DEAD);
        for (int state = 0; state < transitions.length; state++) {
            for (Transition transition : transitions[state]) {
                for (int i = 0; i < classes.length; i++) {
                    if (classes[i] >= transition.first && classes[i] <= transition.last) {
                        next[state * classes.length + i] = transition.target;
                    }
                }
            }
        }
        return next;
    }

    private record Transition(char first, char last, int target) {
        static Transition parse(String text) {
            int dash = text.indexOf('-');
            int arrow = text.indexOf('>');
            return new Transition(
                    (char) Integer.parseInt(text, 0, dash, 16),
                    (char) Integer.parseInt(text, dash + 1, arrow, 16),
                    Integer.parseInt(text, arrow + 1, text.length(), 10));
        }
    }
}
