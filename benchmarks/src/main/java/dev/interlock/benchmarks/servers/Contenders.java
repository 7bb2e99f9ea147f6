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
 * @param present those that take part
 * @param missing the names of those that do not, and why
 */
record Contenders(List<Contender> present, Map<String, String> missing) {
    private static final int COMMAND = 3;

    static Contenders read(Path file) throws IOException {
        return parse(Files.readAllLines(file));
    }

    /** What {@link #parse} reads. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Contender contender : present) {
            List<String> words = new ArrayList<>();
            words.addAll(List.of(contender.name(), contender.label(), contender.isJava() ? "java" : "native"));
            words.addAll(contender.command());
            lines.add(String.join("\t", words));
        }
        missing.forEach((name, reason) -> lines.add(String.join(
                "\t", name, name, "missing", reason.replace('\t', ' ').replace('\n', ' '))));
        return lines;
    }

    static Contenders parse(List<String> lines) {
        List<Contender> present = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.split("\t", -1));
            if (words.size() <= COMMAND) {
                throw new IllegalArgumentException("No server: " + line);
            }
            List<String> command = words.subList(COMMAND, words.size());
            switch (words.get(2)) {
                case "missing" -> missing.put(words.get(0), String.join(" ", command));
                case "java" -> present.add(new Contender(words.get(0), words.get(1), command, true));
                case "native" -> present.add(new Contender(words.get(0), words.get(1), command, false));
                default -> throw new IllegalArgumentException("No kind of server: " + line);
            }
        }
        return new Contenders(present, missing);
    }
}
