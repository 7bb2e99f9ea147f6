package dev.interlock.processor.verify;

import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.Dfa.State;
import dev.interlock.processor.model.Dfa.Transition;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of an automaton. */
final class AutomatonText {
    private static final int HEXADECIMAL = 16;

    private AutomatonText() {}

    static Dfa read(String text) throws MalformedTables {
        String[] states = text.split("\\|", -1);
        List<State> read = new ArrayList<>();
        for (String state : states) {
            boolean accepts = state.startsWith("*");
            read.add(new State(accepts, transitions(accepts ? state.substring(1) : state, states.length)));
        }
        return new Dfa(read);
    }

    private static List<Transition> transitions(String text, int states) throws MalformedTables {
        List<Transition> transitions = new ArrayList<>();
        int next = 0;
        for (String step : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int dash = step.indexOf('-');
            int arrow = step.indexOf('>');
            int first = Integer.parseInt(step.substring(0, dash), HEXADECIMAL);
            int last = Integer.parseInt(step.substring(dash + 1, arrow), HEXADECIMAL);
            int target = Integer.parseInt(step.substring(arrow + 1));
            TablesReader.check(
                    first >= next && last >= first && last <= Character.MAX_VALUE,
                    "the ranges of an automaton overlap or are out of order: " + step);
            TablesReader.check(target >= 0 && target < states, "an automaton has no such state: " + step);
            transitions.add(new Transition((char) first, (char) last, target));
            next = last + 1;
        }
        return transitions;
    }
}
