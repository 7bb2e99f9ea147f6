package dev.interlock.benchmarks.servers;

import java.util.List;

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
}
