package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import dev.interlock.http.BodyPart;
import dev.interlock.http.FieldNames;
import dev.interlock.http.HttpException;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.testing.Multipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * A body has the same parts, whatever the pieces in which it arrives, and whether its parts are in memory or in files.
 */
final class MultipartPropertyTest {
    private static final FieldNames NAMES = FieldNames.of("a", "b");
    private static final String[] SENT = {"a", "b", "not asked for"};

    /** Texts similar to the ends of parts. */
    private static final String[] TRICKS = {"\r", "\n", "\r\n", "-", "--", "\r\n--", "\r\n----InterlockTest", "x"};

    /** A body that arrives in pieces of random sizes. */
    private static final class Pieces extends InputStream {
        private final InputStream bytes;
        private final Random random;
        private final int most;

        Pieces(byte[] bytes, Random random, int most) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return bytes.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    private static final class Sent {
        final String name;
        final boolean isFile;
        final byte[] content;

        Sent(String name, boolean isFile, byte[] content) {
            this.name = name;
            this.isFile = isFile;
            this.content = content;
        }
    }

    private static List<Sent> randomParts(Random random) {
        List<Sent> parts = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            parts.add(new Sent(SENT[random.nextInt(SENT.length)], random.nextBoolean(), content(random)));
        }
        return parts;
    }

    private static byte[] content(Random random) {
        if (random.nextInt(4) == 0) {
            byte[] binary = new byte[random.nextInt(5_000)];
            random.nextBytes(binary);
            return binary;
        }
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(200);
        for (int i = 0; i < length; i++) {
            text.append(TRICKS[random.nextInt(TRICKS.length)]);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static Multipart body(List<Sent> parts) {
        Multipart body = Multipart.of();
        for (Sent part : parts) {
            String fileName = part.isFile ? "; filename=\"f\"" : "";
            body.part("form-data; name=\"" + part.name + "\"" + fileName, null, part.content);
        }
        return body;
    }

    private static List<byte[]> contents(List<Sent> parts, String name) {
        return parts.stream()
                .filter(part -> part.name.equals(name))
                .map(part -> part.content)
                .toList();
    }

    private static void assertSame(ReceivedParts read, List<Sent> sent) {
        for (int name = 0; name < NAMES.size(); name++) {
            List<byte[]> expected = contents(sent, SENT[name]);
            List<BodyPart> actual = read.all(name);
            assertThat(actual).hasSize(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                byte[] content = actual.get(i).content().toByteArray();
                assertWithMessage("mismatch in %s bytes", content.length)
                        .that(Arrays.mismatch(content, expected.get(i)))
                        .isEqualTo(-1);
                assertThat(actual.get(i).size()).isEqualTo(expected.get(i).length);
            }
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void resultIsIndependentOfPieces(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9000) int most,
            @ForAll @IntRange(max = 8_000) int memory)
            throws IOException {
        Random random = new Random(seed);
        List<Sent> sent = randomParts(random);
        Multipart body = body(sent);
        byte[] bytes = body.bytes();
        FormSettings settings = new FormSettings(1000, 1000, memory, 100, null);
        assertSame(
                MultipartReader.read(
                        NAMES,
                        body.contentType(),
                        new Slice().wrap(bytes, 0, bytes.length),
                        settings,
                        MemoryMeter.FREE),
                sent);
        Path parent = Files.createTempDirectory("multipart-test");
        try (UploadDirectory directory = UploadDirectory.in(parent.toString(), Runnable::run)) {
            int largest = random.nextBoolean() ? 3 : most;
            ReceivedParts parts = MultipartReader.read(
                    NAMES,
                    body.contentType(),
                    new Pieces(bytes, random, largest),
                    settings.with(directory),
                    MemoryMeter.FREE);
            assertSame(parts, sent);
            parts.end();
            assertWithMessage("files when the request is over")
                    .that(files(parent))
                    .isEmpty();
        } finally {
            // Fails unless the server has removed its own directory.
            Files.delete(parent);
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void rejectsTruncatedBodyAndRemovesFiles(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Multipart body = body(randomParts(random));
        byte[] whole = body.bytes();
        // Cuts more than the last line break, because a body is complete without it.
        int length = random.nextInt(whole.length - 2);
        Path parent = Files.createTempDirectory("multipart-test");
        try (UploadDirectory directory = UploadDirectory.in(parent.toString(), Runnable::run)) {
            FormSettings settings = new FormSettings(1000, 1000, 100, 100, directory);
            int status = 0;
            try {
                MultipartReader.read(
                        NAMES,
                        body.contentType(),
                        new ByteArrayInputStream(whole, 0, length),
                        settings,
                        MemoryMeter.FREE);
            } catch (HttpException e) {
                status = e.status();
            }
            assertThat(status).isEqualTo(400);
            assertThat(files(parent)).isEmpty();
        } finally {
            Files.delete(parent);
        }
    }

    /** Returns all files except the file that marks the directory as in use. */
    private static List<Path> files(Path parent) throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(file -> Files.isRegularFile(file) && !file.endsWith("in-use"))
                    .toList();
        }
    }
}
