package dev.interlock.benchmarks.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures {@link HeadBenchmark}: the two take turns in JVMs of their own, since speed changes from minute to minute on a
 * machine that others use, and the lowest of the rounds is reported, which others disturb least.
 */
public final class ParseSuite {
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";
    private static final int ITERATIONS = 5;

    private record Cost(double nanoseconds, double bytes) {
        Cost least(Cost other) {
            return new Cost(Math.min(nanoseconds, other.nanoseconds), Math.min(bytes, other.bytes));
        }
    }

    private final Path results;
    private final int rounds;
    private final TimeValue iteration;
    private final Map<Heads, Cost> own = new EnumMap<>(Heads.class);
    private final Map<Heads, Cost> netty = new EnumMap<>(Heads.class);

    private ParseSuite(Path results, boolean quick) {
        this.results = results;
        rounds = quick ? 1 : 5;
        iteration = TimeValue.milliseconds(quick ? 200 : 500);
    }

    /** Takes {@code [--quick] RESULTS}. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        boolean quick = arguments[0].equals("--quick");
        if (arguments.length != (quick ? 2 : 1)) {
            System.err.println("expected [--quick] RESULTS");
            System.exit(2);
        }
        new ParseSuite(Path.of(arguments[arguments.length - 1]), quick).run();
    }

    private void run() throws IOException, RunnerException {
        Files.createDirectories(results);
        for (int round = 1; round <= rounds; round++) {
            for (Heads heads : Heads.values()) {
                own.merge(heads, measure("interlock", heads, round), Cost::least);
                netty.merge(heads, measure("netty", heads, round), Cost::least);
            }
        }
        List<String> lines = report();
        Files.write(results.resolve("report.txt"), lines);
        lines.forEach(System.out::println);
    }

    private Cost measure(String benchmark, Heads heads, int round) throws RunnerException {
        String file = "round-" + round + "-" + heads + "-" + benchmark + ".json";
        RunResult result = new Runner(new OptionsBuilder()
                        .include(Pattern.quote(HeadBenchmark.class.getName() + "." + benchmark) + "$")
                        .param("heads", heads.name())
                        .forks(1)
                        .warmupIterations(ITERATIONS)
                        .warmupTime(iteration)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(iteration)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(results.resolve(file).toString())
                        .build())
                .runSingle();
        double bytes = result.getSecondaryResults().get(BYTES_PER_OPERATION).getScore();
        return new Cost(result.getPrimaryResult().getStatistics().getMin(), bytes);
    }

    private List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add("Nanoseconds and bytes allocated to read a request head; the lowest of all iterations.");
        lines.add("");
        for (Heads heads : Heads.values()) {
            Cost mine = own.get(heads);
            Cost theirs = netty.get(heads);
            lines.add(String.format(
                    Locale.ROOT,
                    "parse %s: %.0f ns, %.0f B/op (Netty %.0f ns, %.0f B/op, ratio %.2f)",
                    heads.name().toLowerCase(Locale.ROOT),
                    mine.nanoseconds(),
                    mine.bytes(),
                    theirs.nanoseconds(),
                    theirs.bytes(),
                    mine.nanoseconds() / theirs.nanoseconds()));
        }
        return lines;
    }
}
