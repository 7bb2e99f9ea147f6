package dev.interlock.internal.accesslog;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.engine.LoopClock;
import dev.interlock.server.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {
    @TempDir
    private Path directory;

    private final LogProblems problems = new LogProblems(LoopClock.SYSTEM, "a file");

    private Path path() {
        return directory.resolve("access.log");
    }

    private LogFile open(Path path, long maxBytes, int keep) throws IOException {
        AccessLogOptions options =
                new AccessLogOptions(LogFormat.JSON, path.toString(), List.of(), List.of(), maxBytes, keep, 65_536);
        return new LogFile(options, path, problems);
    }

    private static void write(LogFile file, String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(US_ASCII);
        file.write(bytes, bytes.length);
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void appends() throws IOException {
        Files.writeString(path(), "before\n");
        LogFile file = open(path(), 0, 1);
        write(file, "1");
        write(file, "2");
        file.close();
        assertThat(read("access.log")).isEqualTo("before\n1\n2\n");
    }

    @Test
    void rotatesAndKeepsAsManyFiles() throws IOException {
        LogFile file = open(path(), 8, 2);
        for (int i = 1; i <= 9; i++) {
            write(file, "00" + i);
        }
        file.close();
        assertThat(names()).containsExactly("access.log", "access.log.1", "access.log.2");
        assertThat(read("access.log")).isEqualTo("009\n");
        assertThat(read("access.log.1")).isEqualTo("007\n008\n");
        assertThat(read("access.log.2")).isEqualTo("005\n006\n");
    }

    @Test
    void countsBytesThatWereThereBefore() throws IOException {
        Files.writeString(path(), "before\n");
        LogFile file = open(path(), 8, 1);
        write(file, "1");
        file.close();
        assertThat(read("access.log.1")).isEqualTo("before\n");
        assertThat(read("access.log")).isEqualTo("1\n");
    }

    @Test
    void keepsNoFile() throws IOException {
        LogFile file = open(path(), 8, 0);
        for (int i = 1; i <= 3; i++) {
            write(file, "00" + i);
        }
        file.close();
        assertThat(names()).containsExactly("access.log");
        assertThat(read("access.log")).isEqualTo("003\n");
    }

    @Test
    void failedRotationLosesNoLine() throws IOException {
        Files.createDirectories(directory.resolve("access.log.1/full"));
        try (CapturedLog log = new CapturedLog()) {
            LogFile file = open(path(), 8, 1);
            for (int i = 1; i <= 3; i++) {
                write(file, "00" + i);
            }
            file.close();
            assertThat(log.lines("Rotating the access log")).hasSize(1);
        }
        assertThat(read("access.log")).isEqualTo("001\n002\n003\n");
    }

    @Test
    void reopensRenamedFile() throws IOException {
        LogFile file = open(path(), 0, 1);
        write(file, "1");
        Files.move(path(), directory.resolve("moved"));
        write(file, "2");
        file.reopen();
        write(file, "3");
        file.close();
        assertThat(read("moved")).isEqualTo("1\n2\n");
        assertThat(read("access.log")).isEqualTo("3\n");
    }

    @Test
    void keepsFileThatCannotBeReopened() throws IOException {
        LogFile file = open(path(), 0, 1);
        Files.move(path(), directory.resolve("moved"));
        Files.createDirectory(path());
        try (CapturedLog log = new CapturedLog()) {
            file.reopen();
            assertThat(log.lines("Opening the access log")).hasSize(1);
        }
        write(file, "1");
        file.close();
        assertThat(read("moved")).isEqualTo("1\n");
    }

    @Test
    void doesNotRotateDevice() throws IOException {
        LogFile file = open(Path.of("/dev/null"), 8, 1);
        for (int i = 0; i < 10; i++) {
            write(file, "0000000");
        }
        file.close();
        assertThat(Files.exists(Path.of("/dev/null.1"))).isFalse();
    }

    @Test
    void reportsFullDisk() throws IOException {
        LogFile file = open(Path.of("/dev/full"), 8, 1);
        assertThrows(IOException.class, () -> write(file, "1"));
        file.close();
    }

    @Test
    void cannotOpenFileWithoutDirectory() {
        assertThrows(NoSuchFileException.class, () -> open(directory.resolve("none/access.log"), 0, 1));
    }
}
