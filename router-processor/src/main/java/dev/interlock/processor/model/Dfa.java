package dev.interlock.processor.model;

import java.util.List;

/**
 * A deterministic finite automaton over UTF-16 code units. The first state is the initial state. The automaton is
 * minimal: every state reaches an accepting state, unless it is the initial state of an automaton that accepts nothing.
 */
public record Dfa(List<State> states) {
    public Dfa {
        states = List.copyOf(states);
    }

    /**
     * A state.
     *
     * @param accepts whether a text that ends in this state belongs to the language
     * @param transitions disjoint ranges in ascending order; the automaton rejects a character outside of them
     */
    public record State(boolean accepts, List<Transition> transitions) {
        public State {
            transitions = List.copyOf(transitions);
        }
    }

    /**
     * Transition for a range of characters.
     *
     * @param first the lowest character of the range
     * @param last the highest character, inclusive
     * @param target index of the next state
     */
    public record Transition(char first, char last, int target) {}
}
