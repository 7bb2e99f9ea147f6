package dev.interlock.benchmarks.parse;

import dev.interlock.benchmarks.jmh.TurnsSuite;
import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Measures {@link HeadBenchmark}. */
public final class ParseSuite {
    private ParseSuite() {}

    /** Takes {@code [--quick] RESULTS}. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        new TurnsSuite("parse", HeadBenchmark.class, "heads", Heads.values()).run("read a request head", arguments);
    }
}
