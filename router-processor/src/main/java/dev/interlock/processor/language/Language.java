package dev.interlock.processor.language;

import dev.interlock.processor.model.Dfa;
import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A regular language over UTF-16 code units. Immutable. Two languages are equal if they contain the same texts. */
public final class Language implements Reading {
    /** Limit on the states of a pattern. The generated table grows with the number of states. */
    public static final int MAX_STATES = 10_000;

    /**
     * Segments that can reach a variable: not empty, not a dot segment, and without NUL. The server responds to all
     * other segments before routing.
     */
    static final Language SEGMENT = new Language(
            CharacterSet.of(0).complement().automaton().repeat(1).minus(BasicAutomata.makeStringUnion(".", "..")));

    /** Smallest set of texts that a variable accepts. */
    static final Language NON_EMPTY = new Language(BasicAutomata.makeAnyChar().repeat(1));

    /** Languages to search for an example first, so that people can read it. */
    private static final List<Automaton> READABLE = List.of(
            BasicAutomata.makeCharRange('a', 'z').repeat(),
            BasicAutomata.makeCharRange('0', '9').repeat(),
            BasicAutomata.makeCharSet("abcdefghijklmnopqrstuvwxyz0123456789.-_").repeat(),
            BasicAutomata.makeCharRange('!', '~').repeat());

    private final Automaton automaton;

    /** Creates the language of an automaton that stays below the limit on states. */
    Language(Automaton automaton) {
        automaton.minimize();
        this.automaton = automaton;
    }

    /** Returns the language of an automaton; empty if it needs more than {@link #MAX_STATES}. */
    static Optional<Language> of(Automaton automaton) {
        return Subsets.minimal(automaton, MAX_STATES).map(Language::new);
    }

    /** Returns the language that an automaton accepts. */
    public static Language of(Dfa dfa) {
        List<State> states = new ArrayList<>();
        for (Dfa.State described : dfa.states()) {
            State state = new State();
            state.setAccept(described.accepts());
            states.add(state);
        }
        for (int i = 0; i < states.size(); i++) {
            for (Dfa.Transition transition : dfa.states().get(i).transitions()) {
                states.get(i)
                        .addTransition(
                                new Transition(transition.first(), transition.last(), states.get(transition.target())));
            }
        }
        Automaton automaton = new Automaton();
        automaton.setInitialState(states.get(0));
        automaton.setDeterministic(true);
        return new Language(automaton);
    }

    /** Returns the language with one text. */
    public static Language ofText(String text) {
        return new Language(BasicAutomata.makeString(text));
    }

    /** Returns the texts of this language with a prefix and a suffix. */
    Language between(String prefix, String suffix) {
        return new Language(
                BasicAutomata.makeString(prefix).concatenate(automaton).concatenate(BasicAutomata.makeString(suffix)));
    }

    /** Returns the texts that are in both languages. */
    public Language intersection(Language other) {
        return new Language(automaton.intersection(other.automaton));
    }

    /** Returns the texts of this language that are not in another. */
    public Language minus(Language other) {
        return new Language(automaton.minus(other.automaton));
    }

    /** Whether every text of the other is in this language. */
    public boolean includes(Language other) {
        return other.automaton.subsetOf(automaton);
    }

    /** Whether the text is in this language. */
    public boolean contains(String text) {
        return automaton.run(text);
    }

    /** Whether no text is in this language. */
    public boolean isEmpty() {
        return automaton.isEmpty();
    }

    /** Returns one of the shortest texts, if possible of letters, or else of digits; empty if the language is empty. */
    public Optional<String> example() {
        for (Automaton readable : READABLE) {
            Automaton both = automaton.intersection(readable);
            if (!both.isEmpty()) {
                return Optional.of(both.getShortestExample(true));
            }
        }
        return Optional.ofNullable(automaton.getShortestExample(true));
    }

    /** Returns all texts; empty if there are more than the limit. */
    public Optional<Set<String>> texts(int limit) {
        // The library returns null for too many texts.
        return Optional.ofNullable(automaton.isFinite() && limit > 0 ? automaton.getFiniteStrings(limit) : null);
    }

    /** Returns the only text of a language that has just one. */
    public Optional<String> onlyText() {
        return example().filter(text -> ofText(text).includes(this));
    }

    /**
     * Returns the minimal automaton. Its states are numbered breadth first, so that equal languages give equal values.
     */
    public Dfa dfa() {
        Automaton reduced = automaton.clone();
        reduced.expandSingleton();
        reduced.reduce();
        Map<State, Integer> numbers = new LinkedHashMap<>();
        List<State> order = new ArrayList<>(List.of(reduced.getInitialState()));
        numbers.put(reduced.getInitialState(), 0);
        List<Dfa.State> states = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            List<Dfa.Transition> transitions = new ArrayList<>();
            for (Transition transition : order.get(i).getSortedTransitions(false)) {
                int target = numbers.computeIfAbsent(transition.getDest(), state -> {
                    order.add(state);
                    return order.size() - 1;
                });
                transitions.add(new Dfa.Transition(transition.getMin(), transition.getMax(), target));
            }
            states.add(new Dfa.State(order.get(i).isAccept(), transitions));
        }
        return new Dfa(states);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Language language && dfa().equals(language.dfa());
    }

    @Override
    public int hashCode() {
        return dfa().hashCode();
    }
}
