package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dev.interlock.http.BodyPart;
import dev.interlock.http.FieldNames;
import dev.interlock.internal.memory.MemoryMeter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part in memory and a part in a file have the same content until the request is over. */
final class ReceivedPartTest {
    private static final PartHead HEAD = new PartHead("photo", "sea.jpg", "image/jpeg", null);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private UploadDirectory directory;

    @BeforeEach
    void open() {
        directory = UploadDirectory.in(folder.toString(), Runnable::run);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private ReceivedPart inFile() throws IOException {
        Path file = Files.write(directory.path().resolve("received"), CONTENT);
        return ReceivedPart.inFile(HEAD, file, CONTENT.length, directory);
    }

    private ReceivedPart inMemory() {
        return ReceivedPart.inMemory(HEAD, CONTENT, directory);
    }

    private void assertContent(ReceivedPart part) throws IOException {
        assertThat(part.size()).isEqualTo(7);
        assertThat(part.text()).isEqualTo("content");
        assertThat(part.content().toByteArray()).isEqualTo(CONTENT);
        try (InputStream in = part.inputStream();
                InputStream again = part.inputStream()) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            assertThat(again.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(Files.readAllBytes(part.path())).isEqualTo(CONTENT);
        assertThat(part.path()).isEqualTo(part.path());
        assertThat(part.toString()).isEqualTo("part photo (sea.jpg), 7 bytes");
    }

    @Test
    void memoryAndFileHaveSameContent() throws IOException {
        assertContent(inMemory());
        assertContent(inFile());
    }

    @Test
    void keepsOnlyMemoryAfterRequest() throws IOException {
        ReceivedPart file = inFile();
        Path path = file.path();
        file.end();
        assertThat(Files.exists(path)).isFalse();
        assertThat(assertThrows(IllegalStateException.class, file::content))
                .hasMessageThat()
                .contains("Tip: transferTo(path) keeps it");
        assertThrows(IllegalStateException.class, file::inputStream);
        ReceivedPart memory = inMemory();
        Path written = memory.path();
        memory.end();
        assertThat(Files.exists(written)).isFalse();
        assertThat(memory.text()).isEqualTo("content");
    }

    @Test
    void transferMovesContentWithoutOverwriting() throws IOException {
        for (ReceivedPart part : new ReceivedPart[] {inMemory(), inFile()}) {
            Path target = folder.resolve(part.isInMemory() ? "a" : "b");
            part.transferTo(target);
            assertThat(part.text()).isEqualTo("content");
            part.end();
            assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
            assertThrows(FileAlreadyExistsException.class, () -> inFile().transferTo(target));
            assertThrows(FileAlreadyExistsException.class, () -> inMemory().transferTo(target));
            Files.delete(target);
        }
    }

    @Test
    void moveReleasesSpaceOnce() throws IOException {
        try (UploadDirectory limited = UploadDirectory.in(folder.toString(), Runnable::run, CONTENT.length)) {
            limited.reserve(CONTENT.length);
            ReceivedPart part = ReceivedPart.inFile(
                    HEAD, Files.write(limited.path().resolve("received"), CONTENT), CONTENT.length, limited);
            part.transferTo(folder.resolve("staged"));
            part.transferTo(folder.resolve("final"));
            part.end();
            assertThat(Files.readAllBytes(folder.resolve("final"))).isEqualTo(CONTENT);
            assertThrows(StorageFullException.class, () -> limited.reserve(CONTENT.length + 1));
            limited.reserve(CONTENT.length);
        }
    }

    @Test
    void createsNoFileAfterRequest() throws IOException {
        try (UploadDirectory limited = UploadDirectory.in(folder.toString(), Runnable::run, CONTENT.length)) {
            ReceivedPart part = ReceivedPart.inMemory(HEAD, CONTENT, limited);
            part.end();
            assertThat(assertThrows(IllegalStateException.class, part::path))
                    .hasMessageThat()
                    .isEqualTo(
                            "The response is complete, and its files were removed: the part 'photo' gets no new file."
                                    + " Tip: transferTo(path) creates a file that stays");
            limited.reserve(CONTENT.length);
            part.transferTo(folder.resolve("kept"));
            assertThat(Files.readAllBytes(folder.resolve("kept"))).isEqualTo(CONTENT);
        }
    }

    @Test
    void rejectsPathWithoutFiles() throws IOException {
        BodyPart part = BodyPart.of("photo", null, "text/plain", CONTENT);
        BodyPart received = ReceivedPart.inMemory(HEAD, CONTENT, null);
        for (BodyPart each : List.of(part, received)) {
            assertThat(assertThrows(IllegalStateException.class, each::path))
                    .hasMessageThat()
                    .contains("make the handler @Blocking");
        }
        assertThat(part.fileName()).isNull();
        assertThat(part.toString()).isEqualTo("part photo, 7 bytes");
    }

    /** Content that was never in memory as a whole. */
    private static final class Endless extends InputStream {
        private static final String HEAD =
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
        private static final String END = "\r\n--XX--\r\n";

        private final long size;
        private long at;

        Endless(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            long content = at++ - HEAD.length();
            if (content < 0) {
                return HEAD.charAt((int) at - 1);
            }
            if (content < size) {
                return content % 100 == 99 ? '\n' : 'x';
            }
            return content - size < END.length() ? END.charAt((int) (content - size)) : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, length);
        }
    }

    @Test
    void largePartNeedsLittleMemory() {
        Endless body = new Endless(20_000_000);
        FieldNames names = FieldNames.of("file");
        FormSettings settings = FormSettings.DEFAULT.with(directory);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        ReceivedParts parts =
                MultipartReader.read(names, "multipart/form-data; boundary=XX", body, settings, MemoryMeter.FREE);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(Objects.requireNonNull(parts.first(0)).size()).isEqualTo(20_000_000);
        assertThat(allocated).isLessThan(1_000_000);
        parts.end();
    }
}
