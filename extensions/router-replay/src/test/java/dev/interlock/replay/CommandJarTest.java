package dev.interlock.replay;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.replay.traffic.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users start. Runs after the phase {@code package}, which makes it. */
@Timeout(60)
final class CommandJarTest {
    @TempDir
    Path directory;

    /** Runs the jar, and returns its output, after the exit code. */
    private static String run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "router-replay.jar").toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() + " " + output;
    }

    @Test
    void showsHelp() throws Exception {
        String output = run("--help");
        assertThat(output).startsWith("0 Usage: router-replay ");
        assertThat(output).contains("--compare=OLD,NEW[,OLD2]");
    }

    /** Needs everything of the jar: Netty with its native transport, protobuf, JSON, and the scripts of the report. */
    @Test
    void replays() throws Exception {
        Path recording = Segments.write(
                directory.resolve("a.ilrec"), 7, 0, List.of(Segments.get(1, 0, "/a"), Segments.get(2, 5, "/b")));
        Path report = directory.resolve("report.html");
        try (RawServer server = RawServer.start(request -> RawServer.ok("a"))) {
            Path json = directory.resolve("report.json");
            String output = run(recording, "--target", server.url(), "--report", report, "--json", json);
            assertWithMessage(output).that(output).startsWith("0 ");
            assertWithMessage("no warning of a missing class: %s", output)
                    .that(output)
                    .doesNotContainMatch("SLF4J|WARN|Exception");
            assertThat(server.received()).hasSize(2);
        }
        assertThat(Files.readString(report)).contains("uPlot");
    }
}
