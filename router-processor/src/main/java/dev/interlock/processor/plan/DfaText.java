package dev.interlock.processor.plan;

import dev.interlock.processor.model.Dfa;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes automata as text. The runtime's {@code DispatchTableReader} describes the format. */
public final class DfaText {
    /** Largest number of characters in a piece. Each takes one byte, and a string constant holds 65,535 bytes. */
    private static final int MOST = 60_000;

    private DfaText() {}

    /** Returns the text of the automaton in pieces. Each piece fits in a string constant. */
    public static List<String> pieces(Dfa dfa) {
        String text = of(dfa);
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += MOST) {
            pieces.add(text.substring(from, Math.min(text.length(), from + MOST)));
        }
        return pieces;
    }

    static String of(Dfa dfa) {
        return dfa.states().stream().map(DfaText::state).collect(Collectors.joining("|"));
    }

    private static String state(Dfa.State state) {
        return state.transitions().stream()
                .map(step -> Integer.toHexString(step.first())
                        + "-"
                        + Integer.toHexString(step.last())
                        + ">"
                        + step.target())
                .collect(Collectors.joining(",", state.accepts() ? "*" : "", ""));
    }
}
