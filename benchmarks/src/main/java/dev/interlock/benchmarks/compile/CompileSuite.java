package dev.interlock.benchmarks.compile;

import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Compiles applications of many routes with one or more processors, in turn, and reports what they cost above javac
 * itself.
 *
 * <p>The code that a processor generates is also compiled without it, which tells the cost of the processor from that
 * of its code.
 */
public final class CompileSuite {
    /** Seconds of one round of one processor for each route, about. */
    private static final double SECONDS_PER_ROUTE = 5e-3;

    private final CompileOptions options;
    private final Javac javac;

    private CompileSuite(CompileOptions options) {
        this.options = options;
        this.javac = new Javac(options.results());
    }

    /** See {@link CompileOptions#parse}. */
    public static void main(String[] words) throws InterruptedException {
        try {
            new CompileSuite(CompileOptions.parse(words)).run();
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("compile: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(options.results());
        for (int routes : options.sizes()) {
            writeSources(routes);
        }
        Measurements measurements = new Measurements(options.results().resolve("rounds.tsv"));
        int all = options.sizes().stream().mapToInt(Integer::intValue).sum();
        Progress progress = new Progress(options.rounds() * options.processors().size() * all * SECONDS_PER_ROUTE);
        for (int round = 1; round <= options.rounds(); round++) {
            for (int routes : options.sizes()) {
                for (CompileOptions.Processor processor : options.processors()) {
                    Measurements.Round measured = measure(routes, processor);
                    measurements.add(routes, processor.name(), measured);
                    progress.step(
                            routes * SECONDS_PER_ROUTE,
                            "round %d, %d routes, %s: %.1f s of CPU above javac's own",
                            round,
                            routes,
                            processor.name(),
                            measured.aboveJavac());
                }
            }
        }
        new CompileReport(measurements).of(Environment.read()).publish(options.results());
    }

    private Measurements.Round measure(int routes, CompileOptions.Processor processor)
            throws IOException, InterruptedException {
        Path sources = sources(routes);
        Path generated = options.results().resolve("generated-" + routes + "-" + processor.name());
        String classPath = processor.classPath();
        Javac.Cost plain = javac.plain(classPath, List.of(sources));
        Javac.Cost whole = javac.processed(classPath, sources, generated);
        Javac.Cost both = javac.plain(classPath, List.of(sources, generated));
        return new Measurements.Round(plain, both, whole);
    }

    private Path sources(int routes) {
        return options.results().resolve("sources-" + routes);
    }

    private void writeSources(int routes) throws IOException {
        for (Map.Entry<String, String> source : ApplicationSources.of(routes).entrySet()) {
            Path file = sources(routes).resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
    }
}
