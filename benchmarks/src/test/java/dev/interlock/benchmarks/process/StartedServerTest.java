package dev.interlock.benchmarks.process;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class StartedServerTest {
    @Test
    void reportsOutputOfFailedStart(@TempDir Path directory) {
        List<String> command = List.of("sh", "-c", "echo no such table; exit 1");
        IOException thrown = assertThrows(
                IOException.class,
                () -> StartedServer.of(Cores.pinned(0, command), Map.of(), "/", directory.resolve("log")));
        assertThat(thrown).hasMessageThat().isEqualTo("no such table");
    }

    @Test
    void reportsFailedStartWithoutOutput(@TempDir Path directory) {
        IOException thrown = assertThrows(
                IOException.class,
                () -> StartedServer.of(Cores.pinned(0, List.of("false")), Map.of(), "/", directory.resolve("log")));
        assertThat(thrown).hasMessageThat().isEqualTo("it printed nothing");
    }

    @Test
    void waitsForFirstResponse(@TempDir Path directory) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OneResponseServer.class.getName());

        try (StartedServer server =
                StartedServer.of(Cores.pinned(0, command), Map.of(), "/", directory.resolve("log"))) {
            assertThat(server.millis()).isGreaterThan(0.0);
            assertThat(ProcessHandle.of(server.pid())).isPresent();
            server.pause();
        }
    }

    @Test
    void reportsOutputOfEndedServer(@TempDir Path directory) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OneResponseServer.class.getName());

        try (StartedServer server =
                StartedServer.of(Cores.pinned(0, command), Map.of(), "/", directory.resolve("log"))) {
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

    @Test
    void findsOpenMechanisms() throws Exception {
        try (Selector selector = Selector.open()) {
            assertThat(selector.isOpen()).isTrue();
            assertThat(Waiting.of(ProcessHandle.current().pid())).contains("eventpoll");
        }
    }
}
