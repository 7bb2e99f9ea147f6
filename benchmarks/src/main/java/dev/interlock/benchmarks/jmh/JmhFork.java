package dev.interlock.benchmarks.jmh;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Measures one method of a benchmark in a separate JVM.
 *
 * @param results directory for JMH's output
 * @param options options of the JVM
 */
public record JmhFork(
        Class<?> benchmark,
        int warmUps,
        int warmUpMillis,
        int iterations,
        int millis,
        Path results,
        List<String> options) {
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";

    /**
     * Measured cost of one operation.
     *
     * @param fastest nanoseconds of the fastest iteration
     * @param mean mean nanoseconds of all iterations
     * @param bytes bytes per operation of the iteration that allocated least, including JMH's own allocation; NaN if
     *     not counted
     */
    public record Cost(double fastest, double mean, double bytes) {}

    /**
     * Runs the measurement.
     *
     * @param parameters values of the benchmark's {@code @Param} fields, by field name
     * @param name name of JMH's output file, without its extension
     */
    public Cost run(String method, Map<String, String> parameters, String name) throws RunnerException {
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .include(Pattern.quote(benchmark.getName() + "." + method) + "$")
                .jvmArgsAppend(options.toArray(String[]::new))
                .forks(1)
                .warmupIterations(warmUps)
                .warmupTime(TimeValue.milliseconds(warmUpMillis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(results.resolve("jmh-" + name + ".json").toString());
        parameters.forEach(builder::param);
        RunResult result = new Runner(builder.build()).runSingle();
        Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get(BYTES_PER_OPERATION));
        Statistics times = result.getPrimaryResult().getStatistics();
        return new Cost(times.getMin(), times.getMean(), bytes.getStatistics().getMin());
    }
}
