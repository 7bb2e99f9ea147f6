package dev.interlock.recording.segment;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.recording.SegmentException;
import dev.interlock.recording.SegmentReader;
import dev.interlock.recording.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads segment files as the writer left them, and after every kind of damage. */
final class SegmentTest {
    private static final long PROCESS = 0xabcL;
    private static final long AGE = TimeUnit.MINUTES.toNanos(1);

    private final Random random = new Random(7);

    @TempDir
    private Path root;

    private Path directory;

    @BeforeEach
    void createDirectory() throws IOException {
        directory = Files.createDirectory(root.resolve("segments"));
    }

    private SegmentWriter writer(long segmentBytes, long totalBytes, Sync sync) {
        return new SegmentWriter(
                directory,
                "shop",
                PROCESS,
                new SegmentLimits(segmentBytes, AGE, totalBytes, sync != Sync.NEVER, sync == Sync.BLOCK),
                number -> ("header " + number).getBytes(UTF_8));
    }

    private SegmentWriter countingWriter(Sync sync, AtomicInteger forced) {
        return new SegmentWriter(
                directory,
                "shop",
                PROCESS,
                new SegmentLimits(2000, AGE, 1 << 20, sync != Sync.NEVER, sync == Sync.BLOCK),
                number -> ("header " + number).getBytes(UTF_8),
                channel -> {
                    channel.force(false);
                    forced.incrementAndGet();
                });
    }

    /** Each message fills a segment. Each segment has two blocks, the first with its header. */
    @ParameterizedTest
    @CsvSource({"NEVER, 0", "SEGMENT, 3", "BLOCK, 9"})
    void waitsForDisk(Sync sync, int times) throws IOException {
        AtomicInteger forced = new AtomicInteger();
        // Random, so that it does not become smaller by compression.
        String message = random.ints(4000, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        try (SegmentWriter writer = countingWriter(sync, forced)) {
            for (int i = 0; i < 3; i++) {
                byte[] block = block(message);
                writer.write(block, block.length, 0);
            }
        }
        assertThat(files()).hasSize(3);
        assertThat(forced.get()).isEqualTo(times);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static byte[] block(String... messages) {
        byte[] block = new byte
                [Stream.of(messages).mapToInt(it -> it.length() + Lengths.BYTES).sum()];
        int at = 0;
        for (String each : messages) {
            at = Lengths.write(block, at, each.length());
            System.arraycopy(each.getBytes(UTF_8), 0, block, at, each.length());
            at += each.length();
        }
        return block;
    }

    private static void write(SegmentWriter writer, long now, String... messages) throws IOException {
        byte[] block = block(messages);
        writer.write(block, block.length, now);
    }

    private static List<String> read(Path file, boolean isCutOff) throws IOException {
        List<String> messages = new ArrayList<>();
        try (SegmentReader reader = SegmentReader.open(file)) {
            for (byte[] message = reader.next(); message != null; message = reader.next()) {
                messages.add(new String(message, UTF_8));
            }
            assertWithMessage("is cut off").that(reader.isCutOff()).isEqualTo(isCutOff);
        }
        return messages;
    }

    private String noise(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (' ' + random.nextInt(90)));
        }
        return text.toString();
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        String compressible = "abc".repeat(10_000);
        String noise = noise(100_000);
        try (SegmentWriter writer = writer(1 << 20, 4 << 20, Sync.BLOCK)) {
            write(writer, 0, "one", "", compressible);
            write(writer, 0, noise);
        }
        Path file = files().get(0);
        assertThat(file.getFileName().toString()).isEqualTo("shop-0000000000000abc-000000.ilrec");
        assertThat(read(file, false))
                .containsExactly("header 0", "one", "", compressible, noise)
                .inOrder();
        assertThat(Files.size(file)).isLessThan(120_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** A killed process may leave any part of the last block. */
    @Test
    void readsCompleteBlocksOfEachPrefix() throws IOException {
        List<Integer> ends = new ArrayList<>();
        try (SegmentWriter writer = writer(1 << 20, 4 << 20, Sync.NEVER)) {
            writer.open(0);
            ends.add((int) Files.size(files().get(0)));
            write(writer, 0, "one", "two");
            ends.add((int) Files.size(files().get(0)));
            write(writer, 0, noise(300));
            ends.add((int) Files.size(files().get(0)));
        }
        byte[] whole = Files.readAllBytes(files().get(0));
        List<String> all = read(files().get(0), false);
        Path cut = root.resolve("cut.ilrec");
        for (int length = 0; length <= whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            int end = length;
            long blocks = ends.stream().filter(it -> it <= end).count();
            List<String> expected = all.subList(0, new int[] {0, 1, 3, 4}[(int) blocks]);
            boolean isAtEnd = ends.contains(length) || length == BlockHeader.FILE_HEADER;
            assertWithMessage("messages of %s bytes", length)
                    .that(read(cut, !isAtEnd))
                    .isEqualTo(expected);
        }
    }

    /** After a power failure, the end of a file may be zeros. */
    @Test
    void endsBeforeZeros() throws IOException {
        try (SegmentWriter writer = writer(1 << 20, 4 << 20, Sync.NEVER)) {
            write(writer, 0, "one");
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 5000));
        assertThat(read(file, true)).containsExactly("header 0", "one").inOrder();
    }

    /** The reader reports damage. In the last block, damage may look like an incomplete write. */
    @Test
    void noticesEachFlippedByte() throws IOException {
        try (SegmentWriter writer = writer(1 << 20, 4 << 20, Sync.NEVER)) {
            write(writer, 0, "one", "two");
            write(writer, 0, "three");
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        int lastBlock = whole.length - block("three").length;
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            if (i < lastBlock) {
                SegmentException problem = assertThrows(SegmentException.class, () -> read(file, false));
                assertThat(problem).hasMessageThat().contains(file.toString());
            } else {
                assertThat(read(file, true))
                        .containsExactly("header 0", "one", "two")
                        .inOrder();
            }
        }
    }

    @Test
    void rejectsOtherFiles() throws IOException {
        Path file = root.resolve("notes.txt");
        Files.writeString(file, "These are notes");
        assertThat(assertThrows(SegmentException.class, () -> SegmentReader.open(file)))
                .hasMessageThat()
                .isEqualTo(file + " is not a recording segment. Tip: segment files end in .ilrec");
        byte[] later = BlockHeader.fileHeader().array();
        later[later.length - Integer.BYTES] = 2;
        Files.write(file, later);
        assertThat(assertThrows(SegmentException.class, () -> SegmentReader.open(file)))
                .hasMessageThat()
                .contains("has format version 2");
    }

    @Test
    void beginsSegmentsBySizeAndAge() throws IOException {
        try (SegmentWriter writer = writer(2000, 1 << 20, Sync.SEGMENT)) {
            write(writer, 0, noise(1500));
            write(writer, 0, noise(1500));
            assertThat(files()).hasSize(1);
            write(writer, 0, "next");
            assertThat(files()).hasSize(2);
            writer.tick(AGE - 1);
            write(writer, AGE - 1, "same");
            assertThat(files()).hasSize(2);
            writer.tick(AGE);
            write(writer, AGE, "third");
        }
        assertThat(files()).hasSize(3);
        assertThat(read(files().get(1), false))
                .containsExactly("header 1", "next", "same")
                .inOrder();
        assertThat(read(files().get(2), false))
                .containsExactly("header 2", "third")
                .inOrder();
    }

    @Test
    void deletesOldestSegments() throws IOException {
        Path other = directory.resolve("shop-api-0000000000000001-000000.ilrec");
        Files.write(other, new byte[10_000]);
        try (SegmentWriter writer = writer(2000, 10_000, Sync.NEVER)) {
            for (int i = 0; i < 40; i++) {
                write(writer, 0, noise(1000));
                long total = 0;
                for (Path each : files()) {
                    total += each.equals(other) ? 0 : Files.size(each);
                }
                assertThat(total).isAtMost(11_500);
            }
            assertThat(writer.deletedFiles()).isAtLeast(10);
        }
        assertThat(Files.exists(other)).isTrue();
        Path last = files().get(files().size() - 2);
        assertThat(read(last, false).get(0)).startsWith("header ");
    }

    @Test
    void continuesAfterFailure() throws IOException {
        try (SegmentWriter writer = writer(2000, 10_000, Sync.NEVER)) {
            write(writer, 0, noise(3000));
            // The segment has ended, so the next write needs a file.
            files().forEach(it -> it.toFile().delete());
            Files.delete(directory);
            assertThrows(IOException.class, () -> write(writer, 0, "lost"));
            Files.createDirectory(directory);
            write(writer, 0, "kept");
        }
        assertThat(read(files().get(0), false)).contains("kept");
    }
}
