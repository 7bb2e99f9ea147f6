package dev.interlock.processor.model;

import java.util.List;

/**
 * A deterministic finite automaton over UTF-16 code units. The first state is the initial state. The automaton is
 * minimal. Every state can reach an accepting state, except the initial state of an automaton that accepts nothing.
 */
public record Dfa(List<State> states) {
    public Dfa {
        states = List.copyOf(states);
    }

    /**
     * A state.
     *
     * @param accepts whether the automaton accepts a text that ends in this state
     * @param transitions disjoint ranges in ascending order; the automaton rejects a text with a character outside of
     *     them
     */
    public record State(boolean accepts, List<Transition> transitions) {
        public State {
            transitions = List.copyOf(transitions);
        }
    }

    /**
     * A transition for a range of characters.
     *
     * @param first lowest character of the range
     * @param last highest character of the range, inclusive
     * @param target index of the next state
     */
    public record Transition(char first, char last, int target) {}
}
