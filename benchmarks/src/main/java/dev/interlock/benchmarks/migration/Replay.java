package dev.interlock.benchmarks.migration;

import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.results.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs the command {@code router-replay} on the recording. */
final class Replay {
    private static final long PATIENCE_SECONDS = 3600;

    private final Arguments arguments;
    private final Path recording;
    private final Plan plan;

    Replay(Arguments arguments, Path recording, Plan plan) {
        this.arguments = arguments;
        this.recording = recording;
        this.plan = plan;
    }

    /** An end of the command: its exit code and its report. */
    record Result(int exitCode, ReplayReport report) {}

    /** Compares a new build with two instances of the old one. */
    Result compare(String name, Shops.Place old, Shops.Place tested, Shops.Place old2)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectories(arguments.file("replay-" + name));
        Path json = directory.resolve("report.json");
        List<String> command = new ArrayList<>(List.of(
                Program.ofJava("java"),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-jar",
                arguments.text("replay"),
                recording.toString(),
                "--compare",
                old.url() + "," + tested.url(),
                "--noise",
                old2.url(),
                "--speed",
                String.format(Locale.ROOT, "%.2f", plan.replaySpeed()),
                "--hook-jar",
                arguments.text("builds"),
                "--rules",
                rules(directory).toString(),
                "--report",
                directory.resolve("report.html").toString(),
                "--json",
                json.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("The replay does not end; see " + directory);
        }
        if (process.exitValue() > 1) {
            throw new IOException("The replay failed with " + process.exitValue() + "; see " + directory);
        }
        return new Result(process.exitValue(), ReplayReport.read(json));
    }

    /** Writes the rules of what the new build changes on purpose, with the quantile of this run. */
    private Path rules(Path directory) throws IOException {
        String text = Files.readString(Path.of(arguments.text("site")).resolve("rules.yaml"))
                + String.format(
                        Locale.ROOT,
                        "latency: {quantile: %.2f, tolerance: 1.1, confidence: 0.999}%n",
                        plan.replayQuantile());
        return Files.writeString(directory.resolve("rules.yaml"), text);
    }
}
