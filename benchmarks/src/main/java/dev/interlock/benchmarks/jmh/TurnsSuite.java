package dev.interlock.benchmarks.jmh;

import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Measures the methods {@code interlock} and {@code netty} of a benchmark. On a machine that others use, speed changes from
 * moment to moment: so the two take turns in JVMs of their own, and the lowest of many iterations is reported, each short
 * enough to be left alone.
 */
public final class TurnsSuite {
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";
    private static final int WARM_UPS = 3;
    private static final TimeValue WARM_UP = TimeValue.milliseconds(300);
    private static final int ITERATIONS = 100;
    private static final TimeValue ITERATION = TimeValue.milliseconds(10);
    private static final int ROUNDS = 5;
    /** Of a measurement, the start of its JVM and what JMH does between iterations included. */
    private static final double EXPECTED_SECONDS = 4;

    private final String name;
    private final Class<?> benchmark;
    private final String parameter;
    private final List<Comparison> comparisons;

    /**
     * Names what is measured.
     *
     * @param name of the suite, as its headlines begin
     * @param parameter the benchmark's field that says which input it takes
     * @param inputs its values
     */
    public TurnsSuite(String name, Class<?> benchmark, String parameter, Enum<?>... inputs) {
        this.name = name;
        this.benchmark = benchmark;
        this.parameter = parameter;
        comparisons = Stream.of(inputs).map(Enum::name).map(Comparison::new).toList();
    }

    /**
     * Measures, prints the report and writes it beside the raw data.
     *
     * @param operation what takes the nanoseconds, in words
     * @param arguments {@code [--quick] RESULTS}
     * @throws IllegalArgumentException when they are others
     */
    public void run(String operation, String... arguments) throws IOException, RunnerException {
        boolean quick = arguments.length > 0 && arguments[0].equals("--quick");
        if (arguments.length != (quick ? 2 : 1)) {
            throw new IllegalArgumentException("expected [--quick] RESULTS");
        }
        Path results = Path.of(arguments[arguments.length - 1]);
        Files.createDirectories(results);
        int rounds = quick ? 1 : ROUNDS;
        Progress progress = new Progress(2 * EXPECTED_SECONDS * rounds * comparisons.size());
        for (int round = 1; round <= rounds; round++) {
            for (Comparison each : comparisons) {
                String file = "round-" + round + "-" + each.input() + "-%s.json";
                Cost own = measure("interlock", each.input(), results.resolve(file.formatted("interlock")));
                Cost netty = measure("netty", each.input(), results.resolve(file.formatted("netty")));
                each.add(own, netty);
                progress.step(
                        2 * EXPECTED_SECONDS,
                        "round %d, %s: %.0f ns, Netty %.0f ns",
                        round,
                        each.input().toLowerCase(Locale.ROOT),
                        own.nanoseconds(),
                        netty.nanoseconds());
            }
        }
        TurnsReport.of(name, operation, comparisons, Environment.read()).publish(results);
    }

    private Cost measure(String method, String input, Path file) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(Pattern.quote(benchmark.getName() + "." + method) + "$")
                        .param(parameter, input)
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(WARM_UP)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(ITERATION)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(file.toString())
                        .build())
                .runSingle();
        Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get(BYTES_PER_OPERATION));
        // Of the bytes, too: what JMH itself allocates in an iteration is shared among the operations of that one.
        return new Cost(
                result.getPrimaryResult().getStatistics().getMin(),
                bytes.getStatistics().getMin());
    }
}
