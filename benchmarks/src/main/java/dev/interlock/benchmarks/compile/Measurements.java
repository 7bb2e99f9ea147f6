package dev.interlock.benchmarks.compile;

import dev.interlock.benchmarks.process.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The rounds of all processors and sizes, also those of earlier runs with the same file. */
final class Measurements {
    private static final int COLUMNS = 8;

    private final Path file;
    /** Rounds by the number of routes and the name of the processor. */
    private final Map<Integer, Map<String, List<Round>>> rounds = new TreeMap<>();

    /**
     * One round of one processor.
     *
     * @param plain javac without a processor on the sources
     * @param generated javac without a processor on the sources and on what the processor generated
     * @param whole javac with the processor on the sources
     */
    record Round(Javac.Cost plain, Javac.Cost generated, Javac.Cost whole) {
        /** CPU seconds above javac's own. */
        double aboveJavac() {
            return whole.cpuSeconds() - plain.cpuSeconds();
        }

        /** CPU seconds of the processor. */
        double processor() {
            return whole.cpuSeconds() - generated.cpuSeconds();
        }

        /** CPU seconds to compile generated code. */
        double generatedCode() {
            return generated.cpuSeconds() - plain.cpuSeconds();
        }

        /** Seconds on the clock above javac's own. */
        double secondsAboveJavac() {
            return whole.seconds() - plain.seconds();
        }
    }

    /** Reads the rounds of a file, if it exists. */
    Measurements(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split("\t", -1);
                if (words.length != COLUMNS) {
                    throw new IOException(file + " has a line without " + COLUMNS + " columns: " + line);
                }
                remember(
                        Integer.parseInt(words[0]),
                        words[1],
                        new Round(cost(words, 2), cost(words, 4), cost(words, 6)));
            }
        }
    }

    private static Javac.Cost cost(String[] words, int first) {
        return new Javac.Cost(Double.parseDouble(words[first]), Double.parseDouble(words[first + 1]));
    }

    /** Adds a round, and appends it to the file. */
    void add(int routes, String processor, Round round) throws IOException {
        remember(routes, processor, round);
        String line = String.join(
                "\t",
                Integer.toString(routes),
                processor,
                words(round.plain),
                words(round.generated),
                words(round.whole));
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String words(Javac.Cost cost) {
        return cost.cpuSeconds() + "\t" + cost.seconds();
    }

    private void remember(int routes, String processor, Round round) {
        rounds.computeIfAbsent(routes, it -> new LinkedHashMap<>())
                .computeIfAbsent(processor, it -> new ArrayList<>())
                .add(round);
    }

    /** The numbers of routes, least first. */
    Set<Integer> sizes() {
        return rounds.keySet();
    }

    /** The processors that were measured with so many routes, in the order of their first rounds. */
    Set<String> processors(int routes) {
        return rounds.getOrDefault(routes, Map.of()).keySet();
    }

    /** A figure of all rounds of a processor. */
    Spread spread(int routes, String processor, ToDoubleFunction<Round> figure) {
        List<Round> measured = rounds.getOrDefault(routes, Map.of()).getOrDefault(processor, List.of());
        return Spread.of(measured.stream().map(figure::applyAsDouble).toList());
    }
}
