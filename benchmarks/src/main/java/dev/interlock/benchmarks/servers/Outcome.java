package dev.interlock.benchmarks.servers;

/** @param figures what was measured, in words; empty if nothing was */
record Outcome(Verdict verdict, String figures) {
    static final Outcome UNKNOWN = new Outcome(Verdict.UNKNOWN, "");

    /** There are readings, but those of one server are of another state of the machine than those of the other. */
    static final Outcome INCOMPARABLE = new Outcome(Verdict.INCOMPARABLE, "readings of different states");

    static Outcome of(boolean met, String figures) {
        return new Outcome(met ? Verdict.MET : Verdict.MISSED, figures);
    }
}
