package dev.interlock.benchmarks.servers;

/** What came of a goal, the best first. */
enum Verdict {
    MET("met"),
    /** The medians miss it, and the readings of both servers overlap. */
    CLOSE("MISSED, within the spread"),
    MISSED("MISSED"),
    /** There are figures, but the server failed or had errors while they were read. */
    FLAWED("MISSED, as it failed or had errors"),
    /** There are figures, but they are not of the servers alone, or not of one state of the machine. */
    INCOMPARABLE("not comparable"),
    UNKNOWN("not measured");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
