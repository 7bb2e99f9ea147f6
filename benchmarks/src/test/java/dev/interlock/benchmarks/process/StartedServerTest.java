package dev.interlock.benchmarks.process;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class StartedServerTest {
    /** Command of a server that opens a selector and answers one request. */
    private static final List<String> SERVER = List.of(
            Program.ofJava("java"), "-cp", System.getProperty("java.class.path"), OneResponseServer.class.getName());

    @TempDir
    private Path directory = Path.of("");

    private StartedServer start(List<String> command) throws IOException, InterruptedException {
        return StartedServer.of(new Cores(0, 0).pinned(command), Map.of(), "/", directory.resolve("log"));
    }

    @Test
    void reportsOutputOfFailedStart() {
        List<String> command = List.of("sh", "-c", "echo no such table; exit 1");
        IOException thrown = assertThrows(IOException.class, () -> start(command));
        assertThat(thrown).hasMessageThat().isEqualTo("no such table");
    }

    @Test
    void reportsFailedStartWithoutOutput() {
        IOException thrown = assertThrows(IOException.class, () -> start(List.of("false")));
        assertThat(thrown).hasMessageThat().isEqualTo("it printed nothing");
    }

    @Test
    void waitsForFirstResponse() throws Exception {
        try (StartedServer server = start(SERVER)) {
            assertThat(server.millis()).isGreaterThan(0.0);
            assertThat(ProcessHandle.of(server.pid())).isPresent();
            assertThat(server.waitMechanisms()).containsExactly("eventpoll");
            server.pause();
        }
    }

    @Test
    void reportsOutputOfEndedServer() throws Exception {
        try (StartedServer server = start(SERVER)) {
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().get();
            while (server.isAlive()) {
                Thread.onSpinWait();
            }
            IOException thrown = assertThrows(IOException.class, server::resume);
            assertThat(thrown).hasMessageThat().isEqualTo("The server has ended: it printed nothing");
        }
    }
}
