package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;

import dev.interlock.internal.message.EncodedResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes after it was found and before it is sent. */
final class DiskFileTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final EncodedResponse response = new EncodedResponse();
    private Path path;

    @BeforeEach
    void write() throws IOException {
        path = folder.resolve("a.txt");
        Files.writeString(path, "first");
    }

    @AfterEach
    void close() {
        response.reset();
    }

    private static void age(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private boolean send(DiskFile file) throws IOException {
        return file.send(response, 0, file.size());
    }

    @Test
    void sendsUnchangedFile() throws IOException {
        age(path, LONG_AGO);
        assertThat(send(requireNonNull(DiskFile.at(path, false)))).isTrue();
    }

    @Test
    void rejectsReplacedFile() throws IOException {
        age(path, LONG_AGO);
        DiskFile file = requireNonNull(DiskFile.at(path, false));
        Path larger = folder.resolve("b.txt");
        Files.writeString(larger, "second and longer");
        age(larger, LONG_AGO.plusSeconds(60));
        Files.move(larger, path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(send(file)).isFalse();
    }

    @Test
    void rejectsTruncatedFile() throws IOException {
        DiskFile file = requireNonNull(DiskFile.at(path, false));
        Files.writeString(path, "1");
        assertThat(send(file)).isFalse();
    }

    @Test
    void allowsGrowthOfRecentFile() throws IOException {
        DiskFile file = requireNonNull(DiskFile.at(path, false));
        Files.writeString(path, "first and more");
        assertThat(file.tag().weak()).isTrue();
        assertThat(send(file)).isTrue();
    }
}
