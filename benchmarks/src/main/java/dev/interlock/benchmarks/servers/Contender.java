package dev.interlock.benchmarks.servers;

import java.util.List;
import java.util.Set;

/**
 * A server that takes part.
 *
 * @param name as it stands in arguments and results
 * @param label what it is made of, with versions
 * @param command what starts it; the port follows
 * @param isJava whether it is a JVM, so that its garbage collector can be asked
 */
record Contender(String name, String label, List<String> command, boolean isJava) {
    /** The server whose figures are compared with all others'. */
    static final String OWN = "interlock";

    static final String HYPER = "hyper";
    static final String GO = "go";

    /** Whether it is the one of Go, whose collector tells of itself when it is asked to. */
    boolean isGo() {
        return name.equals(GO);
    }

    /** The same, with what it was seen to have open to wait for its sockets. */
    Contender havingOpen(Set<String> ways) {
        String seen = ways.isEmpty() ? "" : ", has open " + String.join(" and ", ways);
        return new Contender(name, label + seen, command, isJava);
    }
}
