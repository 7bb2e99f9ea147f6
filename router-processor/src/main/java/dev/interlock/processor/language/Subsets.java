package dev.interlock.processor.language;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The subset construction with a limit on the number of states. A pattern of twenty characters can need a million
 * states. The construction of the library would create all these states.
 */
final class Subsets {
    private final Map<Set<State>, State> states = new HashMap<>();
    private final Queue<Set<State>> open = new ArrayDeque<>();
    private final int limit;

    private Subsets(int limit) {
        this.limit = limit;
    }

    /** Returns a minimal deterministic automaton of the same language; empty if it would need too many states. */
    static Optional<Automaton> minimal(Automaton automaton, int limit) {
        return new Subsets(limit).construct(Set.of(automaton.getInitialState()));
    }

    private Optional<Automaton> construct(Set<State> initial) {
        Automaton result = new Automaton();
        result.setInitialState(stateOf(initial));
        while (!open.isEmpty()) {
            Set<State> subset = open.remove();
            expand(subset, stateOf(subset));
            if (states.size() > limit) {
                return Optional.empty();
            }
        }
        result.setDeterministic(true);
        result.minimize();
        return Optional.of(result);
    }

    private void expand(Set<State> subset, State from) {
        List<Transition> transitions = subset.stream()
                .flatMap(state -> state.getTransitions().stream())
                .sorted(Comparator.comparing(Transition::getMin))
                .toList();
        TreeSet<Integer> starts = new TreeSet<>();
        for (Transition transition : transitions) {
            starts.add((int) transition.getMin());
            starts.add(transition.getMax() + 1);
        }
        for (Integer start = starts.isEmpty() ? null : starts.first(); start != null; ) {
            Integer next = starts.higher(start);
            if (next != null) {
                addRange(from, transitions, start, next - 1);
            }
            start = next;
        }
    }

    private void addRange(State from, List<Transition> transitions, int first, int last) {
        Set<State> targets = new HashSet<>();
        for (Transition transition : transitions) {
            if (transition.getMin() <= first && transition.getMax() >= last) {
                targets.add(transition.getDest());
            }
        }
        if (!targets.isEmpty()) {
            from.addTransition(new Transition((char) first, (char) last, stateOf(targets)));
        }
    }

    private State stateOf(Set<State> subset) {
        State known = states.get(subset);
        if (known != null) {
            return known;
        }
        State state = new State();
        state.setAccept(subset.stream().anyMatch(State::isAccept));
        states.put(subset, state);
        open.add(subset);
        return state;
    }
}
