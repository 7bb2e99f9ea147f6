package dev.interlock.dispatch;

/**
 * A regular expression as the automaton that the processor compiled it to: one step a character, whatever the expression
 * was, and no allocation. Immutable and safe for use by several threads; a constant of generated code.
 */
public final class TextPattern {
    private final SegmentDfa automaton;

    private TextPattern(SegmentDfa automaton) {
        this.automaton = automaton;
    }

    /**
     * Reads an automaton as {@link DispatchTableReader} describes it.
     *
     * @param pieces of its text, as no constant of a class file is longer than 65,535 bytes
     */
    public static TextPattern parse(String... pieces) {
        return new TextPattern(DfaReader.read(String.join("", pieces)));
    }

    /** Whether the whole text is in the language. */
    public boolean matches(CharSequence text) {
        return automaton.accepts(text);
    }
}
