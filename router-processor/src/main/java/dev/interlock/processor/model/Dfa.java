package dev.interlock.processor.model;

import java.util.List;

/**
 * A deterministic finite automaton over UTF-16 code units; the first state is the initial one. It is minimal, so that
 * every state but a dead initial one reaches an accepting state.
 */
public record Dfa(List<State> states) {
    public Dfa {
        states = List.copyOf(states);
    }

    /**
     * A state.
     *
     * @param accepts whether text that ends here is in the language
     * @param transitions disjoint ranges in ascending order; a character in none of them is refused
     */
    public record State(boolean accepts, List<Transition> transitions) {
        public State {
            transitions = List.copyOf(transitions);
        }
    }

    /**
     * Where the characters of a range lead.
     *
     * @param first the lowest character of the range
     * @param last the highest, inclusive
     * @param target index of the state that it leads to
     */
    public record Transition(char first, char last, int target) {}
}
