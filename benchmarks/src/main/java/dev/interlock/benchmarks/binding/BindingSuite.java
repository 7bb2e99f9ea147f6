package dev.interlock.benchmarks.binding;

import dev.interlock.benchmarks.jmh.TurnsSuite;
import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Measures {@link BindingBenchmark}. */
public final class BindingSuite {
    private BindingSuite() {}

    /** Takes {@code [--quick] RESULTS}. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        new TurnsSuite("binding", BindingBenchmark.class, "queries", Queries.values())
                .run("bind the parameters of a query string", arguments);
    }
}
