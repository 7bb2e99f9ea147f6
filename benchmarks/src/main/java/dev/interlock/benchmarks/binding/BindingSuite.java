package dev.interlock.benchmarks.binding;

import dev.interlock.benchmarks.process.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures {@link BindingBenchmark}: the two take turns in JVMs of their own, and medians of the rounds are reported. */
public final class BindingSuite {
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";
    private static final List<String> SERIES = List.of("interlock", "netty");
    private static final TimeValue ITERATION = TimeValue.milliseconds(300);
    private static final int ITERATIONS = 5;
    private static final int ROUNDS = 5;

    private record Cost(double nanoseconds, double bytes) {}

    private final Path results;
    private final int rounds;
    private final Map<Queries, Map<String, List<Cost>>> costs = new EnumMap<>(Queries.class);

    private BindingSuite(Path results, boolean quick) {
        this.results = results;
        rounds = quick ? 1 : ROUNDS;
        for (Queries queries : Queries.values()) {
            costs.put(queries, Map.of("interlock", new ArrayList<>(), "netty", new ArrayList<>()));
        }
    }

    /** Takes {@code [--quick] RESULTS}. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        boolean quick = arguments.length > 0 && arguments[0].equals("--quick");
        if (arguments.length != (quick ? 2 : 1)) {
            System.err.println("expected [--quick] RESULTS");
            System.exit(2);
            return;
        }
        new BindingSuite(Path.of(arguments[arguments.length - 1]), quick).run();
    }

    private void run() throws IOException, RunnerException {
        Files.createDirectories(results);
        for (int round = 1; round <= rounds; round++) {
            System.out.println("Round " + round + " of " + rounds);
            for (Queries queries : Queries.values()) {
                for (String series : SERIES) {
                    costs(queries, series).add(measure(series, queries, round));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("Nanoseconds and bytes allocated to bind the parameters of a query string; medians of the rounds.");
        lines.add("");
        for (Queries queries : Queries.values()) {
            lines.add(line(queries));
        }
        Files.write(results.resolve("report.txt"), lines);
        lines.forEach(System.out::println);
    }

    private List<Cost> costs(Queries queries, String series) {
        return Objects.requireNonNull(Objects.requireNonNull(costs.get(queries)).get(series));
    }

    private Cost measure(String benchmark, Queries queries, int round) throws RunnerException {
        String file = "round-" + round + "-" + queries.label() + "-" + benchmark + ".json";
        RunResult result = new Runner(new OptionsBuilder()
                        .include(Pattern.quote(BindingBenchmark.class.getName() + "." + benchmark) + "$")
                        .param("queries", queries.name())
                        .forks(1)
                        .warmupIterations(ITERATIONS)
                        .warmupTime(ITERATION)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(ITERATION)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(results.resolve(file).toString())
                        .build())
                .runSingle();
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get(BYTES_PER_OPERATION))
                .getScore();
        return new Cost(result.getPrimaryResult().getScore(), bytes);
    }

    private String line(Queries queries) {
        Cost own = median(costs(queries, "interlock"));
        Cost netty = median(costs(queries, "netty"));
        return String.format(
                Locale.ROOT,
                "binding %s: %.0f ns, %.0f B/op (Netty %.0f ns, %.0f B/op, ratio %.2f)",
                queries.label(),
                own.nanoseconds,
                own.bytes,
                netty.nanoseconds,
                netty.bytes,
                own.nanoseconds / netty.nanoseconds);
    }

    private static Cost median(List<Cost> costs) {
        return new Cost(
                Spread.of(costs.stream().map(Cost::nanoseconds).toList()).median(),
                Spread.of(costs.stream().map(Cost::bytes).toList()).median());
    }
}
