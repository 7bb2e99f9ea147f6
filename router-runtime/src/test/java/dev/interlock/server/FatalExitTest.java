package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.process.FatalExit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FatalExitTest {
    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                LoopDeathMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Standard error is a full pipe without a reader, so the server's last message blocks, too. */
    @Test
    void endsProcessWithFullPipe() throws Exception {
        Process process = start(LoopDeathMain.FULL_PIPE);
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(FatalExit.CODE);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endedLoopEndsProcess() throws Exception {
        Process process = start();
        try {
            List<String> lines = process.inputReader().lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lines).containsExactly("interlock: an error ended an event loop, so the process ends");
            assertThat(process.exitValue()).isEqualTo(FatalExit.CODE);
        } finally {
            process.destroyForcibly();
        }
    }
}
