package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers from the file that {@code benchmarks/run} writes. Tabs separate the words of a line: {@code name, label, java
 * or native, command ...}, or {@code name, label, missing, reason}.
 *
 * @param missing names of servers that do not take part, with reasons
 */
record Contenders(List<Contender> present, Map<String, String> missing) {
    private static final int COMMAND = 3;

    /**
     * A server that takes part.
     *
     * @param name name in arguments and results
     * @param label components of the server, with versions
     * @param command start command; the port is appended
     * @param isJava whether the server runs on a JVM with a garbage collector that can be queried
     */
    record Contender(String name, String label, List<String> command, boolean isJava) {
        /** Returns whether this is the Go server, whose collector can log its pauses. */
        boolean isGo() {
            return name.equals("go");
        }
    }

    static Contenders read(Path file) throws IOException {
        return parse(Files.readAllLines(file));
    }

    static Contenders parse(List<String> lines) {
        Contenders contenders = new Contenders(new ArrayList<>(), new LinkedHashMap<>());
        for (String line : lines) {
            List<String> words = List.of(line.split("\t", -1));
            if (words.size() <= COMMAND) {
                throw new IllegalArgumentException("No server: " + line);
            }
            List<String> rest = words.subList(COMMAND, words.size());
            if (words.get(2).equals("missing")) {
                contenders.missing.put(words.get(0), String.join(" ", rest));
            } else {
                boolean isJava = words.get(2).equals("java");
                contenders.present.add(new Contender(words.get(0), words.get(1), rest, isJava));
            }
        }
        return contenders;
    }
}
