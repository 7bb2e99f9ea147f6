package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FatalExitTest {
    @Test
    void aProcessWhoseEventLoopHasEndedEndsWithOneLine() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoopDeathMain.class.getName()))
                .redirectErrorStream(true)
                .start();
        try {
            List<String> lines = process.inputReader().lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lines).containsExactly("interlock: an event loop has ended by an error, so the process ends");
            assertThat(process.exitValue()).isEqualTo(FatalExit.CODE);
        } finally {
            process.destroyForcibly();
        }
    }
}
