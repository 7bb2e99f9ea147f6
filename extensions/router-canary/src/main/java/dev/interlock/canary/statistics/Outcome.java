package dev.interlock.canary.statistics;

/** State of a sequential test. */
public enum Outcome {
    /** The hypothesis that the canary is good is accepted. */
    ACCEPTED,
    /** The hypothesis that the canary is good is rejected. */
    REJECTED,
    /** The data do not suffice yet. */
    UNDECIDED;

    /**
     * Combines the outcomes of tests that must all accept: one rejection rejects, one undecided test leaves the whole
     * undecided.
     */
    public Outcome and(Outcome other) {
        if (this == REJECTED || other == REJECTED) {
            return REJECTED;
        }
        return this == UNDECIDED ? this : other;
    }
}
