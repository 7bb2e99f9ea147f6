package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file that lists the servers, as {@code benchmarks/run} built them: lines of words with tabs between them, {@code name,
 * label, java or native, command ...}, or {@code name, label, missing, reason}.
 *
 * @param missing the names of those that do not take part, and why
 */
record Contenders(List<Contender> present, Map<String, String> missing) {
    private static final int COMMAND = 3;

    /**
     * A server that takes part.
     *
     * @param name as it stands in arguments and results
     * @param label what it is made of, with versions
     * @param command what starts it; the port follows
     * @param isJava whether it is a JVM, so that its garbage collector can be asked
     */
    record Contender(String name, String label, List<String> command, boolean isJava) {
        /** Whether it is the one of Go, whose collector tells of itself when it is asked to. */
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
