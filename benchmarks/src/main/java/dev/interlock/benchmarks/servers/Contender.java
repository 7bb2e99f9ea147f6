package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server from the list of servers, a file that {@code benchmarks/run} writes. Each line is a server; tabs separate
 * its words.
 *
 * @param name name in arguments and results
 * @param label components of the server, with versions
 * @param kind {@code java}, {@code native}, or {@code missing} for a server that does not take part
 * @param protocols {@code http1}, or {@code all} for a server that also has HTTP/2 and TLS
 * @param command start command, to which the port is appended; or the reason why the server is missing
 */
record Contender(String name, String label, String kind, String protocols, List<String> command) {
    private static final int COMMAND = 4;

    static List<Contender> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Contender::parse).toList();
    }

    static Contender parse(String line) {
        List<String> words = List.of(line.split("\t", -1));
        if (words.size() <= COMMAND) {
            throw new IllegalArgumentException("No server: " + line);
        }
        return new Contender(
                words.get(0), words.get(1), words.get(2), words.get(3), words.subList(COMMAND, words.size()));
    }

    boolean isMissing() {
        return kind.equals("missing");
    }

    /** Returns whether the server also has HTTP/2 without TLS, and HTTP/1.1 and HTTP/2 over TLS. */
    boolean hasProtocols() {
        return protocols.equals("all");
    }

    /** Returns the same server without HTTP/2 and TLS. */
    Contender withoutProtocols() {
        return new Contender(name, label, kind, "http1", command);
    }

    /** Returns whether the server runs on a JVM. Its heap can then be queried. */
    boolean isJava() {
        return kind.equals("java");
    }

    /** Returns whether this is the Go server. It can log the pauses of its garbage collector. */
    boolean isGo() {
        return name.equals("go");
    }
}
