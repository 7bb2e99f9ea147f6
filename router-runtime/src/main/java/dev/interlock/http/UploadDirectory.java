package dev.interlock.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a server keeps what it has received of parts that are too large for memory: a directory of its own, {@code
 * interlock-uploads-} and a random number, for the owner of the process alone. It is made for the first body with parts and removed with
 * all that is in it when the server closes; after a crash it is what is left. Safe for use by several threads.
 */
public final class UploadDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadDirectory.class);

    private static final String PREFIX = "interlock-uploads-";
    /** A thread that is just being interrupted may make another file while those before are removed. */
    private static final int ATTEMPTS = 3;

    private final Path parent;
    private final Executor cleaner;
    private @Nullable Path directory;
    private boolean closed;

    private UploadDirectory(Path parent, Executor cleaner) {
        this.parent = parent;
        this.cleaner = cleaner;
    }

    /**
     * A directory that is not made yet.
     *
     * @param parent where it is to be made
     * @param cleaner removes files that are not needed any more: that may wait for the disk
     * @throws java.nio.file.InvalidPathException when the parent is no path
     */
    public static UploadDirectory in(String parent, Executor cleaner) {
        return new UploadDirectory(Path.of(parent), cleaner);
    }

    /**
     * The directory, which is there now.
     *
     * @throws IOException when it cannot be made, or the server has closed
     */
    synchronized Path path() throws IOException {
        if (closed) {
            throw new IOException("The server has closed, and its directory of uploads with it");
        }
        if (directory == null) {
            directory = Files.createTempDirectory(parent, PREFIX);
            // For those that nobody closes, such as a client in a test.
            directory.toFile().deleteOnExit();
        }
        return directory;
    }

    /** Removes a file, now or a little later. */
    void remove(Path file) {
        try {
            cleaner.execute(() -> removeNow(file));
        } catch (RejectedExecutionException e) {
            // The server is closing.
            removeNow(file);
        }
    }

    private static void removeNow(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The file {} of an upload was not removed", file, e);
        }
    }

    /** Removes the directory and all that is in it: nobody is to use a part any more. */
    @Override
    public void close() {
        Path made;
        synchronized (this) {
            closed = true;
            made = directory;
            directory = null;
        }
        for (int i = 0; made != null && Files.exists(made) && i < ATTEMPTS; i++) {
            removeAll(made);
        }
    }

    private static void removeAll(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            all.forEach(UploadDirectory::removeNow);
            Files.delete(directory);
        } catch (NoSuchFileException e) {
            LOG.debug("The directory {} of uploads was removed by somebody else", directory, e);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The directory {} of uploads was not removed", directory, e);
        }
    }
}
