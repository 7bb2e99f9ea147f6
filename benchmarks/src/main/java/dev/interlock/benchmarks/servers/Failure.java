package dev.interlock.benchmarks.servers;

/**
 * Something that could not be measured.
 *
 * @param workload the one under which the server failed, {@link #ALL} or {@link #NONE}
 * @param what was to be measured
 * @param why it was not
 */
record Failure(String server, String workload, String what, String why) {
    /** Of a server that took no part in a whole round. */
    static final String ALL = "*";
    /** Of what says nothing about the server under a load. */
    static final String NONE = "";

    private static final String TAB = "\t";
    private static final int PARTS = 4;

    Failure {
        what = what.replace(TAB, " ");
        why = why.replace(TAB, " ");
    }

    /** What an exception says, in one line. */
    static String words(Exception why) {
        return why.toString().lines().findFirst().orElse("");
    }

    /** Whether the server failed under a workload. */
    boolean concerns(String server, String workload) {
        return this.server.equals(server) && (this.workload.equals(ALL) || this.workload.equals(workload));
    }

    /** For people. */
    String text() {
        return server + ", " + what + ": " + why;
    }

    /** For {@link #parse}: words with tabs between them. */
    String line() {
        return String.join(TAB, server, workload, what, why);
    }

    /** @throws IllegalArgumentException when it is not what {@link #line} returns */
    static Failure parse(String line) {
        String[] parts = line.split(TAB, PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("No failure: " + line);
        }
        return new Failure(parts[0], parts[1], parts[2], parts[PARTS - 1]);
    }
}
