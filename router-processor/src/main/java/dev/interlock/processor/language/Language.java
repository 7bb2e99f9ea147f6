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
    /** Largest number of states of a pattern. The generated table grows with the number of states. */
    public static final int MAX_STATES = 10_000;

    /**
     * Language of the segments that can reach a variable. These segments are not empty, are not dot segments, and
     * contain no NUL. The server handles paths with other segments before routing.
     */
    static final Language SEGMENT = new Language(
            CharacterSet.of(0).complement().automaton().repeat(1).minus(BasicAutomata.makeStringUnion(".", "..")));

    /** Language of all texts except the empty text. A variable never matches the empty text. */
    static final Language NON_EMPTY = new Language(BasicAutomata.makeAnyChar().repeat(1));

    /** Languages of readable texts. The search for an example tries these languages first. */
    private static final List<Automaton> READABLE = List.of(
            BasicAutomata.makeCharRange('a', 'z').repeat(),
            BasicAutomata.makeCharRange('0', '9').repeat(),
            BasicAutomata.makeCharSet("abcdefghijklmnopqrstuvwxyz0123456789.-_").repeat(),
            BasicAutomata.makeCharRange('!', '~').repeat());

    private final Automaton automaton;

    /** Creates the language of an automaton. The automaton must be within the limit on states. */
    Language(Automaton automaton) {
        automaton.minimize();
        this.automaton = automaton;
    }

    /** Returns the language of an automaton; empty if the automaton needs more than {@link #MAX_STATES} states. */
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

    /** Returns the language that contains only the given text. */
    public static Language ofText(String text) {
        return new Language(BasicAutomata.makeString(text));
    }

    /** Returns the language of the texts of this language between a prefix and a suffix. */
    Language between(String prefix, String suffix) {
        return new Language(
                BasicAutomata.makeString(prefix).concatenate(automaton).concatenate(BasicAutomata.makeString(suffix)));
    }

    /** Returns the language of the texts that are in both languages. */
    public Language intersection(Language other) {
        return new Language(automaton.intersection(other.automaton));
    }

    /** Returns the language of the texts that are in this language and not in the other. */
    public Language minus(Language other) {
        return new Language(automaton.minus(other.automaton));
    }

    /** Whether this language contains every text of the other language. */
    public boolean includes(Language other) {
        return other.automaton.subsetOf(automaton);
    }

    /** Whether this language contains the text. */
    public boolean contains(String text) {
        return automaton.run(text);
    }

    /** Whether this language contains no text. */
    public boolean isEmpty() {
        return automaton.isEmpty();
    }

    /**
     * Returns a short text of this language. Prefers texts of letters, then texts of digits. Empty if the language is
     * empty.
     */
    public Optional<String> example() {
        for (Automaton readable : READABLE) {
            Automaton both = automaton.intersection(readable);
            if (!both.isEmpty()) {
                return Optional.of(both.getShortestExample(true));
            }
        }
        return Optional.ofNullable(automaton.getShortestExample(true));
    }

    /** Returns all texts of this language; empty if there are more texts than the limit. */
    public Optional<Set<String>> texts(int limit) {
        // The library returns null if there are too many texts.
        return Optional.ofNullable(automaton.isFinite() && limit > 0 ? automaton.getFiniteStrings(limit) : null);
    }

    /** Returns the only text of this language; empty if the language does not have exactly one text. */
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
