package dev.interlock.benchmarks.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Rust's matchit, in a process of its own: {@code benchmarks/peers/matchit}, which checks every lookup itself. */
final class MatchitPeer {
    private final Path program;
    private final Inputs inputs;
    private final Path results;
    private final double seconds;

    /**
     * @param results where the raw results go
     * @param seconds of each measurement
     */
    MatchitPeer(Path program, Inputs inputs, Path results, double seconds) {
        this.program = program;
        this.inputs = inputs;
        this.results = results;
        this.seconds = seconds;
    }

    /**
     * Measures.
     *
     * @return nanoseconds per lookup
     */
    double run(Scenario scenario, int round) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        inputs.routes(scenario).toString(),
                        inputs.lookups(scenario).toString(),
                        Double.toString(seconds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program + " failed with " + process.exitValue());
        }
        Files.writeString(
                results.resolve("matchit.jsonl"),
                "{\"round\": %d, \"routes\": %d, \"order\": \"%s\", \"nanoseconds\": %s}%n"
                        .formatted(round, scenario.routes(), scenario.order(), output),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return Double.parseDouble(output);
    }
}
