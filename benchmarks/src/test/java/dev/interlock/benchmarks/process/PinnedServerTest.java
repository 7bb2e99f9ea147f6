package dev.interlock.benchmarks.process;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class PinnedServerTest {
    @Test
    void aServerThatEndsIsReportedWithWhatItPrinted(@TempDir Path directory) {
        List<String> command = List.of("sh", "-c", "echo no such table; exit 1");
        IOException thrown =
                assertThrows(IOException.class, () -> PinnedServer.start(0, command, "/", directory.resolve("log")));
        assertThat(thrown).hasMessageThat().isEqualTo("no such table");
    }

    @Test
    void aServerThatSaysNothing(@TempDir Path directory) {
        IOException thrown = assertThrows(
                IOException.class, () -> PinnedServer.start(0, List.of("false"), "/", directory.resolve("log")));
        assertThat(thrown).hasMessageThat().isEqualTo("it printed nothing");
    }

    @Test
    void nobodyAnswersWhereNobodyListens() {
        // The port of a service that nobody runs any more.
        assertThat(FirstAnswer.isThere(9, "/")).isFalse();
    }
}
