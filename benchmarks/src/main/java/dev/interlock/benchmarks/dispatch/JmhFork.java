package dev.interlock.benchmarks.dispatch;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures one method of {@link DispatchBenchmark} in a JVM of its own. */
final class JmhFork {
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";

    private final Inputs inputs;
    private final Path results;
    private final TimeValue iteration;

    /**
     * @param results where the raw results go
     * @param milliseconds of each iteration; a slow implementation takes at least one pass over all lookups
     */
    JmhFork(Inputs inputs, Path results, int milliseconds) {
        this.inputs = inputs;
        this.results = results;
        iteration = TimeValue.milliseconds(milliseconds);
    }

    /** What an operation took. */
    record Cost(double nanoseconds, double bytes) {}

    /**
     * Measures.
     *
     * @param iterations to warm up, and as many to measure
     */
    Cost run(String benchmark, Scenario scenario, int round, int iterations) throws RunnerException {
        String file = "round-" + round + "-" + scenario.slug() + "-" + benchmark + ".json";
        Options options = new OptionsBuilder()
                .include(Pattern.quote(DispatchBenchmark.class.getName() + "." + benchmark) + "$")
                .param("routes", Integer.toString(scenario.routes()))
                .param("order", scenario.order().name())
                .jvmArgsAppend("-D" + DispatchBenchmark.GENERATED + "=" + inputs.generated())
                .forks(1)
                .warmupIterations(iterations)
                .warmupTime(iteration)
                .measurementIterations(iterations)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(results.resolve(file).toString())
                .build();
        RunResult result = new Runner(options).runSingle();
        return new Cost(result.getPrimaryResult().getScore(), bytes(result));
    }

    private static double bytes(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(BYTES_PER_OPERATION);
        if (bytes == null) {
            throw new IllegalStateException("JMH does not tell " + BYTES_PER_OPERATION);
        }
        return bytes.getScore();
    }
}
