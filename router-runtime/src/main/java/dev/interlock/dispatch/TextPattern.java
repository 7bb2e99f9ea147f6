package dev.interlock.dispatch;

/**
 * A regular expression, compiled to an automaton by the processor. It takes one step for each character, whatever the
 * expression, and allocates nothing. Immutable and safe for use by several threads; a constant of generated code.
 */
public final class TextPattern {
    private final SegmentDfa automaton;

    private TextPattern(SegmentDfa automaton) {
        this.automaton = automaton;
    }

    /**
     * Reads an automaton in the format of {@link DispatchTableReader}.
     *
     * @param pieces pieces of its text, since a constant of a class file is at most 65,535 bytes long
     */
    public static TextPattern parse(String... pieces) {
        return new TextPattern(DfaReader.read(String.join("", pieces)));
    }

    /** Whether the automaton accepts the whole text. */
    public boolean matches(CharSequence text) {
        return automaton.accepts(text);
    }
}
