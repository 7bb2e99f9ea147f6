package dev.interlock.benchmarks.compile;

import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles applications of many routes with one or more processors in turn. Samples the cost beyond javac alone. Also
 * compiles the generated code without the processor, to separate the cost of the processor from the cost of its code.
 */
public final class CompileSuite {
    private static final String OWN = "this";
    private static final int ROUNDS = 5;
    private static final String SIZES = "1000,3000,10000";
    private static final int LARGEST = 99_999;

    private static final Quantity ABOVE = Quantity.headline("CPU above javac's", "s of CPU above javac's", 1);
    private static final Quantity JAVAC = Quantity.table("javac's own CPU", "s", 1);
    private static final Quantity PROCESSOR = Quantity.table("CPU of the processor", "s", 1);
    private static final Quantity GENERATED = Quantity.table("CPU for generated code", "s", 1);
    private static final Quantity SECONDS = Quantity.table("time above javac's", "s", 1);

    private final List<Integer> sizes;
    private final int rounds;
    /** Class paths of the sources and of the processor, by the processor's name. */
    private final Map<String, String> processors = new LinkedHashMap<>();

    private final Path directory;
    private final Javac javac;
    private final Results results;

    /** Takes {@code [--routes N,N] [--rounds N] --processor NAME=CLASSPATH ...}. */
    public CompileSuite(Arguments arguments) throws IOException {
        sizes = List.of(arguments.find("routes").orElse(SIZES).split(",", -1)).stream()
                .map(CompileSuite::size)
                .toList();
        rounds = arguments.count("rounds", ROUNDS);
        arguments.text("processor");
        arguments.all("processor").forEach(this::addProcessor);
        directory = arguments.results();
        javac = new Javac(directory);
        List<String> references =
                processors.keySet().stream().filter(name -> !name.equals(OWN)).toList();
        results = Results.begin(
                "compile",
                "Applications of many routes, each compiled in a process of its own.",
                List.of(OWN),
                references,
                List.of(ABOVE, JAVAC, PROCESSOR, GENERATED, SECONDS));
    }

    private static int size(String value) {
        int size = Arguments.number("--routes", value);
        if (size > LARGEST) {
            throw new IllegalArgumentException(value + " are too many routes");
        }
        return size;
    }

    private void addProcessor(String value) {
        int end = value.indexOf('=');
        if (end < 1) {
            throw new IllegalArgumentException("--processor takes NAME=CLASSPATH, not " + value);
        }
        processors.put(value.substring(0, end), value.substring(end + 1));
    }

    public Results run() throws IOException, InterruptedException {
        for (int routes : sizes) {
            writeSources(routes);
        }
        Progress progress = new Progress(rounds * sizes.size() * processors.size());
        for (int round = 1; round <= rounds; round++) {
            for (int routes : sizes) {
                for (String processor : processors.keySet()) {
                    double above = measure(routes, processor, round);
                    progress.step("round %d, %d routes, %s: %.1f s above javac's", round, routes, processor, above);
                }
            }
        }
        return results;
    }

    private double measure(int routes, String processor, int round) throws IOException, InterruptedException {
        Path sources = sources(routes);
        Path generated = directory.resolve("generated-" + routes + "-" + processor);
        String classPath = String.valueOf(processors.get(processor));
        Javac.Cost plain = javac.plain(classPath, List.of(sources));
        Javac.Cost whole = javac.processed(classPath, sources, generated);
        Javac.Cost both = javac.plain(classPath, List.of(sources, generated));
        String scenario = Integer.toString(routes);
        double above = whole.cpuSeconds() - plain.cpuSeconds();
        results.add(scenario, processor, ABOVE, round, above);
        results.add(scenario, processor, JAVAC, round, plain.cpuSeconds());
        results.add(scenario, processor, PROCESSOR, round, whole.cpuSeconds() - both.cpuSeconds());
        results.add(scenario, processor, GENERATED, round, both.cpuSeconds() - plain.cpuSeconds());
        results.add(scenario, processor, SECONDS, round, whole.seconds() - plain.seconds());
        return above;
    }

    private Path sources(int routes) {
        return directory.resolve("sources-" + routes);
    }

    private void writeSources(int routes) throws IOException {
        for (Map.Entry<String, String> source : ApplicationSources.of(routes).entrySet()) {
            Path file = sources(routes).resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
    }
}
