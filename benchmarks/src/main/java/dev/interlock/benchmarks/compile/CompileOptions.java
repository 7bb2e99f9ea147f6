package dev.interlock.benchmarks.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of {@link CompileSuite}.
 *
 * @param sizes numbers of routes
 * @param rounds how often each processor takes its turn
 * @param processors compared in this order
 * @param results directory of the report
 */
record CompileOptions(List<Integer> sizes, int rounds, List<Processor> processors, Path results) {
    private static final int ROUNDS = 5;
    private static final List<Integer> SIZES = List.of(1_000, 3_000, 10_000);

    /**
     * A processor.
     *
     * @param classPath of the sources and of the processor: the runtime, the processor and their libraries
     */
    record Processor(String name, String classPath) {}

    /**
     * Reads {@code [--routes N,N] [--rounds N] --processor NAME=CLASSPATH ... RESULTS}.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    static CompileOptions parse(String... words) {
        if (words.length % 2 == 0) {
            throw new IllegalArgumentException("Expected --name value pairs and the directory for results");
        }
        List<Integer> sizes = SIZES;
        int rounds = ROUNDS;
        List<Processor> processors = new ArrayList<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            String value = words[i + 1];
            switch (words[i]) {
                case "--routes" ->
                    sizes = List.of(value.split(",")).stream()
                            .map(CompileOptions::number)
                            .toList();
                case "--rounds" -> rounds = number(value);
                case "--processor" -> processors.add(processor(value));
                default -> throw new IllegalArgumentException("Unknown argument " + words[i]);
            }
        }
        if (processors.isEmpty()) {
            throw new IllegalArgumentException("--processor is missing");
        }
        return new CompileOptions(sizes, rounds, List.copyOf(processors), Path.of(words[words.length - 1]));
    }

    private static Processor processor(String value) {
        int end = value.indexOf('=');
        if (end < 1) {
            throw new IllegalArgumentException("--processor takes NAME=CLASSPATH, not " + value);
        }
        return new Processor(value.substring(0, end), value.substring(end + 1));
    }

    private static int number(String value) {
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(value + " is no number from 1 to 99,999");
        }
        return Integer.parseInt(value);
    }
}
