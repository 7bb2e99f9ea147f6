package dev.interlock.benchmarks.compile;

import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compiles applications of many routes with one or more processors in turn. Records the cost in excess of javac's own.
 * Also compiles the generated code without the processor: this separates the cost of the processor from the cost of
 * compiling its output.
 */
public final class CompileSuite {
    private static final int ROUNDS = 5;
    private static final String SIZES = "1000,3000,10000";
    private static final int LARGEST = 99_999;

    private final List<Integer> sizes;
    private final int rounds;
    /**
     * Two class paths for each processor, by the processor's name: one for the sources and one for the processor
     * itself.
     */
    private final Map<String, String> processors = new LinkedHashMap<>();

    private final Path directory;
    private final Javac javac;
    private final Results results = Results.begin("compile");

    /** Takes the options {@code [--routes N,N] [--rounds N] --processor NAME=CLASSPATH ...}. */
    public CompileSuite(Arguments arguments) throws IOException {
        sizes = Stream.of(arguments.find("routes").orElse(SIZES).split(",", -1))
                .map(Arguments::number)
                .toList();
        if (sizes.stream().anyMatch(size -> size > LARGEST)) {
            throw new IllegalArgumentException("There are too many routes: " + sizes);
        }
        rounds = arguments.count("rounds", ROUNDS);
        arguments.text("processor");
        arguments.all("processor").forEach(this::addProcessor);
        results.references().addAll(processors.keySet());
        results.references().removeAll(results.own());
        directory = arguments.results();
        javac = new Javac(directory);
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
            Javac.write(ApplicationSources.of(routes), sources(routes));
        }
        Progress progress = new Progress(rounds * sizes.size() * processors.size());
        for (int round = 1; round <= rounds; round++) {
            for (int routes : sizes) {
                for (Map.Entry<String, String> processor : processors.entrySet()) {
                    double above = measure(routes, processor.getKey(), processor.getValue(), round);
                    progress.step(
                            "round %d, %d routes, %s: %.1f s above javac's", round, routes, processor.getKey(), above);
                }
            }
        }
        return results;
    }

    private double measure(int routes, String processor, String classPath, int round)
            throws IOException, InterruptedException {
        Path sources = sources(routes);
        Path generated = directory.resolve("generated-" + routes + "-" + processor);
        Javac.Cost plain = javac.plain(classPath, List.of(sources));
        Javac.Cost whole = javac.processed(classPath, sources, generated);
        Javac.Cost both = javac.plain(classPath, List.of(sources, generated));
        String scenario = Integer.toString(routes);
        double above = whole.cpuSeconds() - plain.cpuSeconds();
        results.add(scenario, processor, "CPU above javac's", round, above);
        results.add(scenario, processor, "javac's own CPU", round, plain.cpuSeconds());
        results.add(scenario, processor, "CPU of the processor", round, whole.cpuSeconds() - both.cpuSeconds());
        results.add(scenario, processor, "CPU for generated code", round, both.cpuSeconds() - plain.cpuSeconds());
        results.add(scenario, processor, "time above javac's", round, whole.seconds() - plain.seconds());
        return above;
    }

    private Path sources(int routes) {
        return directory.resolve("sources-" + routes);
    }
}
