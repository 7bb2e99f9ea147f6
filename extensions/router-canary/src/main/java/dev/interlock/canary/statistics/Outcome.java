package dev.interlock.canary.statistics;

/** State of a sequential test. */
public enum Outcome {
    /** The hypothesis that the canary is good is accepted. */
    ACCEPTED,
    /** The hypothesis that the canary is good is rejected. */
    REJECTED,
    /** There is not enough data yet. */
    UNDECIDED;

    /**
     * Combines the outcomes of tests that must all accept. One rejection rejects. Otherwise, one undecided test leaves
     * the result undecided.
     */
    public Outcome and(Outcome other) {
        if (this == REJECTED || other == REJECTED) {
            return REJECTED;
        }
        return this == UNDECIDED ? this : other;
    }
}
