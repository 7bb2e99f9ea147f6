package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Result of a command.
 *
 * @param exitCode exit code of the process
 * @param output standard output and errors
 */
record Command(int exitCode, String output) {
    static Command run(Path directory, List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Command(process.waitFor(), output);
    }

    /** Runs a command that must succeed, and returns its output. */
    static String output(Path directory, String... words) throws IOException, InterruptedException {
        Command command = run(directory, List.of(words));
        assertWithMessage("%s: %s", String.join(" ", words), command.output)
                .that(command.exitCode)
                .isEqualTo(0);
        return command.output;
    }

    /** Whether a program is on the path. */
    static boolean exists(String program) throws IOException, InterruptedException {
        return run(Path.of("."), List.of("sh", "-c", "command -v " + program)).exitCode == 0;
    }
}
