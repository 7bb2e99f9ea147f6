package dev.interlock.benchmarks.protobuf;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures one library in a JVM of its own. */
final class JmhFork {
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";

    /** Of the loop around the operation, which is itself {@linkplain ProtobufBenchmark#prepare compiled before}. */
    private static final int WARM_UP_MILLISECONDS = 500;

    private final Path results;
    private final Timing timing;

    /** @param results where the raw results go */
    JmhFork(Path results, Timing timing) {
        this.results = results;
        this.timing = timing;
    }

    /** Measures. */
    Cost run(Contender contender, Payload payload, Operation operation, int round) throws RunnerException {
        String file = "round-%d-%s-%s-%s.json".formatted(round, payload, operation, contender);
        RunResult result = new Runner(new OptionsBuilder()
                        .include(Pattern.quote(ProtobufBenchmark.class.getName() + "." + operation.benchmark()) + "$")
                        .param("payload", payload.name())
                        .param("contender", contender.name())
                        .forks(1)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(WARM_UP_MILLISECONDS))
                        .measurementIterations(timing.iterations())
                        .measurementTime(TimeValue.milliseconds(timing.milliseconds()))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(results.resolve(file.toLowerCase(Locale.ROOT)).toString())
                        .build())
                .runSingle();
        Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get(BYTES_PER_OPERATION));
        return new Cost(result.getPrimaryResult().getStatistics().getMin(), bytes.getScore());
    }
}
