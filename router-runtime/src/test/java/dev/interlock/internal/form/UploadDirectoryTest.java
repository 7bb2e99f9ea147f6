package dev.interlock.internal.form;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Life cycle of a server's upload directory. */
final class UploadDirectoryTest {
    private static final int SMALL_FILES = 1_000_000;

    @TempDir
    private Path parent;

    private UploadDirectory directory() {
        return UploadDirectory.in(parent.toString(), Runnable::run);
    }

    @Test
    void isCreatedOnDemandAndRemovedWithContent() throws IOException {
        try (UploadDirectory directory = directory()) {
            try (Stream<Path> none = Files.list(parent)) {
                assertThat(none.toList()).isEmpty();
            }
            Path path = directory.path();
            assertThat(path.getFileName().toString()).startsWith("interlock-uploads-");
            assertThat(directory.path()).isEqualTo(path);
            Files.createFile(path.resolve("a"));
            Files.createFile(path.resolve("b"));
        }
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left.toList()).isEmpty();
        }
    }

    @Test
    void isRecreatedIfRemoved() throws IOException {
        try (UploadDirectory directory = directory()) {
            Path first = directory.path();
            removeAll(first);
            Path second = directory.path();
            assertThat(second).isNotEqualTo(first);
            assertThat(Files.isDirectory(second)).isTrue();
        }
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left.toList()).isEmpty();
        }
    }

    @Test
    void ignoresOtherDirectoryWithItsName() throws IOException {
        try (UploadDirectory directory = directory()) {
            Path path = directory.path();
            Files.move(path, parent.resolve("moved"));
            Files.createDirectory(path);
            assertThat(directory.path()).isNotEqualTo(path);
        }
    }

    private static void removeAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Test
    void isReadableOnlyByOwner() throws IOException {
        try (UploadDirectory directory = directory()) {
            Path path = directory.path();
            Assumptions.assumeTrue(
                    path.getFileSystem().supportedFileAttributeViews().contains("posix"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isNotRecreatedAfterClose() throws IOException {
        UploadDirectory directory = directory();
        directory.path();
        directory.close();
        directory.close();
        assertThrows(IOException.class, directory::path);
    }

    @Test
    void removesFileIfCleanerRejectsIt() throws IOException {
        UploadDirectory directory = UploadDirectory.in(parent.toString(), task -> {
            throw new RejectedExecutionException();
        });
        Path file = Files.createFile(directory.path().resolve("a"));
        directory.remove(file, 0);
        assertThat(Files.exists(file)).isFalse();
        directory.remove(file, 0);
        directory.close();
    }

    @Test
    void removesFileIfNoThreadStarts() throws IOException {
        UploadDirectory directory = UploadDirectory.in(
                parent.toString(),
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                10);
        Path file = Files.createFile(directory.path().resolve("a"));
        directory.reserve(10);
        directory.remove(file, 10);
        assertThat(Files.exists(file)).isFalse();
        directory.reserve(10);
        directory.close();
    }

    /** The system does not report the size of a missing file system. */
    @Test
    void hasNoLimitIfFreeSpaceIsUnknown() {
        UploadDirectory directory = UploadDirectory.in(parent.resolve("absent").toString(), Runnable::run, 0);
        PrintStream former = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            directory.reserve(1_000_000);
            directory.reserve(1_000_000);
        } finally {
            System.setErr(former);
        }
        assertThat(log.toString(UTF_8).lines().filter(line -> line.contains("max-stored-bytes")))
                .hasSize(1);
    }

    @Test
    void rejectionReservesNoSpace() throws InterruptedException {
        UploadDirectory directory = UploadDirectory.in(parent.toString(), Runnable::run, 100);
        directory.reserve(1);
        AtomicBoolean done = new AtomicBoolean();
        Thread large = new Thread(() -> {
            while (!done.get()) {
                assertThrows(StorageFullException.class, () -> directory.reserve(100));
            }
        });
        large.start();
        try {
            for (int i = 0; i < SMALL_FILES; i++) {
                directory.reserve(1);
                directory.release(1);
            }
        } finally {
            done.set(true);
            large.join();
        }
    }

    @Test
    void closesIfAlreadyRemoved() throws IOException {
        UploadDirectory directory = directory();
        removeAll(directory.path());
        directory.close();
    }
}
