package dev.interlock.benchmarks.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures {@link HeadBenchmark}. On a machine that others use, speed changes from moment to moment: so the two take turns
 * in JVMs of their own, and the lowest of many iterations is reported, each short enough to be left alone.
 */
public final class ParseSuite {
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";
    private static final int WARM_UPS = 3;
    private static final TimeValue WARM_UP = TimeValue.milliseconds(300);
    private static final int ITERATIONS = 100;
    private static final TimeValue ITERATION = TimeValue.milliseconds(10);
    private static final int ROUNDS = 5;

    private record Cost(double nanoseconds, double bytes) {
        static final Cost NONE = new Cost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        Cost least(Cost other) {
            return new Cost(Math.min(nanoseconds, other.nanoseconds), Math.min(bytes, other.bytes));
        }
    }

    private static final class Comparison {
        final Heads heads;
        Cost own = Cost.NONE;
        Cost netty = Cost.NONE;

        Comparison(Heads heads) {
            this.heads = heads;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "parse %s: %.0f ns, %.0f B/op (Netty %.0f ns, %.0f B/op, ratio %.2f)",
                    heads.name().toLowerCase(Locale.ROOT),
                    own.nanoseconds(),
                    own.bytes(),
                    netty.nanoseconds(),
                    netty.bytes(),
                    own.nanoseconds() / netty.nanoseconds());
        }
    }

    private final Path results;
    private final int rounds;
    private final List<Comparison> comparisons =
            Stream.of(Heads.values()).map(Comparison::new).toList();

    private ParseSuite(Path results, boolean quick) {
        this.results = results;
        rounds = quick ? 1 : ROUNDS;
    }

    /** Takes {@code [--quick] RESULTS}. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        boolean quick = arguments.length > 0 && arguments[0].equals("--quick");
        if (arguments.length != (quick ? 2 : 1)) {
            System.err.println("expected [--quick] RESULTS");
            System.exit(2);
            return;
        }
        new ParseSuite(Path.of(arguments[arguments.length - 1]), quick).run();
    }

    private void run() throws IOException, RunnerException {
        Files.createDirectories(results);
        for (int round = 1; round <= rounds; round++) {
            for (Comparison each : comparisons) {
                each.own = each.own.least(measure("interlock", each.heads, round));
                each.netty = each.netty.least(measure("netty", each.heads, round));
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
                        .warmupIterations(WARM_UPS)
                        .warmupTime(WARM_UP)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(ITERATION)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(results.resolve(file).toString())
                        .build())
                .runSingle();
        Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get(BYTES_PER_OPERATION));
        return new Cost(result.getPrimaryResult().getStatistics().getMin(), bytes.getScore());
    }

    private List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add("Nanoseconds and bytes allocated to read a request head; the lowest of all iterations.");
        lines.add("");
        comparisons.forEach(each -> lines.add(each.line()));
        return lines;
    }
}
