package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server removes abandoned upload directories, and nothing else. */
final class UploadRemainsTest {
    @TempDir
    private Path parent;

    /** Main class of a process that uses an upload directory until it is killed. */
    static final class Victim {
        private Victim() {}

        @SuppressWarnings("SystemOut") // the test reads the path from it
        public static void main(String[] arguments) throws Exception {
            Path path = UploadDirectory.in(arguments[0], Runnable::run).path();
            Files.writeString(path.resolve("part"), "half");
            System.out.println(path);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** Creates a directory in the state in which a killed process leaves it. */
    private Path left(String name) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(name));
        Files.createFile(InUse.file(directory));
        Files.writeString(directory.resolve("part"), "half");
        return directory;
    }

    private List<Path> found() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList();
        }
    }

    @Test
    void removesDirectoryOnlyAfterProcessEnds() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Path used = Path.of(output.readLine());
            assertThat(used.getFileName().toString()).startsWith("interlock-uploads-" + process.pid() + "-");
            UploadRemains.removeFrom(parent);
            assertThat(Files.exists(used.resolve("part"))).isTrue();
            process.destroyForcibly().waitFor();
            UploadRemains.removeFrom(parent);
            assertThat(found()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void keepsOwnDirectories() throws IOException {
        try (UploadDirectory directory = UploadDirectory.in(parent.toString(), Runnable::run)) {
            Path own = directory.path();
            UploadRemains.removeFrom(parent);
            assertThat(found()).containsExactly(own);
        }
    }

    @Test
    void serverRemovesRemainsAtStart() throws Exception {
        left("interlock-uploads-1-2-3");
        UploadDirectory.in(parent.toString(), Runnable::run).removeRemains();
        for (int i = 0; i < 1000 && !found().isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertThat(found()).isEmpty();
    }

    @Test
    void keepsOtherDirectories() throws IOException {
        left("other-uploads-1-2-3");
        left("interlock-upload");
        Path file = Files.createFile(parent.resolve("interlock-uploads-1-2-3"));
        Path unmarked = Files.createDirectory(parent.resolve("interlock-uploads-1-2-4"));
        Path nested = left("interlock-uploads-1-2-5");
        Files.createDirectory(nested.resolve("folder"));
        Path target = left("elsewhere");
        Files.createSymbolicLink(parent.resolve("interlock-uploads-1-2-6"), target);
        List<Path> before = found();
        UploadRemains.removeFrom(parent);
        assertThat(found()).containsExactlyElementsIn(before);
        assertThat(Files.exists(file)).isTrue();
        assertThat(Files.exists(unmarked)).isTrue();
        assertThat(Files.exists(target.resolve("part"))).isTrue();
        assertThat(Files.exists(nested.resolve("folder"))).isTrue();
    }

    @Test
    void removesLinksWithoutFollowing() throws IOException {
        Path precious = Files.writeString(parent.resolve("precious"), "x");
        Path remains = left("interlock-uploads-1-2-3");
        Files.createSymbolicLink(remains.resolve("link"), precious);
        UploadRemains.removeFrom(parent);
        assertThat(found()).containsExactly(precious);
    }

    @Test
    void limitsRemovalsPerStart() throws IOException {
        for (int i = 0; i < 110; i++) {
            left("interlock-uploads-1-2-" + i);
        }
        UploadRemains.removeFrom(parent);
        assertThat(found()).hasSize(10);
        UploadRemains.removeFrom(parent);
        assertThat(found()).isEmpty();
    }

    @Test
    void directoriesOfOthersDoNotEndSearch() throws IOException {
        for (int i = 0; i < 300; i++) {
            Files.createDirectory(parent.resolve("interlock-uploads-1-1-" + i));
        }
        for (int i = 0; i < 50; i++) {
            left("interlock-uploads-1-2-" + i);
        }
        UploadRemains.removeFrom(parent);
        assertThat(found()).hasSize(300);
    }

    /** Main class of a process that marks another directory after each request. */
    static final class Marker {
        private Marker() {}

        public static void main(String[] arguments) throws Exception {
            for (int i = 0; System.in.read() >= 0; i++) {
                // The list keeps the mark from garbage collection, which would end it.
                MARKS.add(InUse.mark(Files.createDirectory(Path.of(arguments[0], Integer.toString(i)))));
            }
        }
    }

    private static final List<InUse> MARKS = new ArrayList<>();

    @Test
    void markIsLockedWhenVisible() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Marker.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream next = process.getOutputStream()) {
            for (int i = 0; i < 500; i++) {
                Path directory = parent.resolve(Integer.toString(i));
                next.write('\n');
                next.flush();
                while (!Files.exists(InUse.file(directory))) {
                    assertThat(process.isAlive()).isTrue();
                }
                assertThat(InUse.isOver(directory)).isFalse();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void ignoresMissingParent() {
        UploadRemains.removeFrom(parent.resolve("missing"));
    }
}
