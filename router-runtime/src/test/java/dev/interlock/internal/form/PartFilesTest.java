package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.BodyPart;
import dev.interlock.http.FieldNames;
import dev.interlock.http.HttpException;
import dev.interlock.internal.memory.MemoryMeter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for the parts of one body. */
final class PartFilesTest {
    private static final FieldNames NAMES = FieldNames.of("a", "text");
    private static final String TYPE = "multipart/form-data; boundary=XX";

    @TempDir
    private Path parent;

    private UploadDirectory directory;

    @BeforeEach
    void open() {
        directory = UploadDirectory.in(parent.toString(), Runnable::run);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private static String part(String head, String content) {
        return "--XX\r\ncontent-disposition: form-data; name=" + head + "\r\n\r\n" + content + "\r\n";
    }

    private ReceivedParts read(String parts, int memory) {
        return MultipartReader.read(
                NAMES,
                TYPE,
                new ByteArrayInputStream((parts + "--XX--\r\n").getBytes(ISO_8859_1)),
                new FormSettings(2000, 1000, memory, 3, directory),
                MemoryMeter.FREE);
    }

    /** Returns all files except the file that marks the directory as in use. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(file -> Files.isRegularFile(file) && !file.endsWith("in-use"))
                    .toList();
        }
    }

    @Test
    void smallPartsShareOneFile() throws IOException {
        StringBuilder body = new StringBuilder(part("a", "x".repeat(64 * 1024)));
        for (int i = 0; i < 999; i++) {
            body.append(part("a", "content " + i));
        }
        ReceivedParts parts = read(body.toString(), 64 * 1024);
        assertThat(files()).hasSize(1);
        List<BodyPart> all = parts.all(0);
        assertThat(all).hasSize(1000);
        assertThat(all.get(0).isInMemory()).isTrue();
        for (int i = 0; i < 999; i++) {
            BodyPart part = all.get(i + 1);
            assertThat(part.isInMemory()).isFalse();
            assertThat(part.text()).isEqualTo("content " + i);
            assertThat(part.size()).isEqualTo(part.text().length());
        }
        parts.end();
        assertThat(files()).isEmpty();
        assertThrows(IllegalStateException.class, () -> all.get(1).content());
        assertThrows(IllegalStateException.class, () -> all.get(1).inputStream());
        assertThrows(IllegalStateException.class, () -> all.get(1).path());
    }

    @Test
    void readsSmallPartInEachWay() throws IOException {
        ReceivedParts parts = read(part("a", "one") + part("a", "two"), 0);
        BodyPart two = parts.all(0).get(1);
        assertThat(new String(two.inputStream().readAllBytes(), ISO_8859_1)).isEqualTo("two");
        assertThat(two.content().toString()).isEqualTo("two");
        Path kept = parent.resolve("kept");
        two.transferTo(kept);
        assertThat(Files.readString(kept)).isEqualTo("two");
        assertThat(Files.readString(two.path())).isEqualTo("two");
        assertThat(two.path()).isEqualTo(two.path());
        assertThat(files()).hasSize(3);
        parts.end();
        assertThat(files()).containsExactly(kept);
    }

    @Test
    void convertsSmallFields() {
        ReceivedParts parts =
                read(part("a", "xxx") + part("text\r\ncontent-type: text/plain;charset=iso-8859-1", "\u00e9"), 3);
        assertThat(parts.all(1).get(0).isInMemory()).isFalse();
        assertThat(Objects.requireNonNull(parts.contents().first(1)).toString()).isEqualTo("\u00e9");
        parts.end();
    }

    @Test
    void largePartsHaveFilesUpToLimit() throws IOException {
        String large = part("a", "x".repeat(10_000));
        ReceivedParts parts = read(large.repeat(3), 0);
        assertThat(files()).hasSize(3);
        assertThat(parts.all(0).get(2).content().length()).isEqualTo(10_000);
        parts.end();
        assertThat(files()).isEmpty();

        HttpException refusal = assertThrows(HttpException.class, () -> read(large.repeat(4), 0));
        assertThat(refusal.status()).isEqualTo(413);
        assertThat(refusal.problem().detail())
                .isEqualTo("The multipart body has more than 3 parts that are too large for memory.");
        assertThat(files()).isEmpty();
    }

    /** The executor fails for the first file. This file stays, but the other files are removed. */
    @Test
    void failureRemovesOtherFiles() throws IOException {
        AtomicInteger tasks = new AtomicInteger();
        StackOverflowError failure = new StackOverflowError("the first one");
        directory.close();
        directory = UploadDirectory.in(parent.toString(), task -> {
            if (tasks.getAndIncrement() == 0) {
                throw failure;
            }
            task.run();
        });
        ReceivedParts parts = read(part("a", "x".repeat(10_000)).repeat(3) + part("a", "small"), 0);
        assertThat(files()).hasSize(4);
        assertThat(assertThrows(StackOverflowError.class, parts::end)).isSameInstanceAs(failure);
        assertThat(files()).hasSize(1);
    }

    @Test
    void unwantedPartsHaveNoFile() throws IOException {
        ReceivedParts parts = read(part("other", "x".repeat(10_000)).repeat(50), 0);
        assertThat(files()).isEmpty();
        parts.end();
    }
}
