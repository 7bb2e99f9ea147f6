package dev.interlock.internal.form;

import dev.interlock.internal.determinism.HasOwnRandomness;
import dev.interlock.internal.determinism.ReadsSystemClock;
import dev.interlock.internal.log.ServerLog;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Directory of a server for received parts that are too large for memory. Its name is {@code interlock-uploads-} with
 * the process id, the start time of the process, and a random number. Only the owner of the process may read it. The
 * directory is created when a part first needs a file, and again if somebody has removed it. When the server closes, it
 * removes the directory with all files. If a server crashes, the next server {@linkplain #removeRemains removes} its
 * directory. Safe for use by several threads.
 */
@ReadsSystemClock("It repeats a warning at most once a minute.")
@HasOwnRandomness("The JDK names temporary files. No response contains such a name.")
public final class UploadDirectory implements AutoCloseable {
    private static final Logger LOG = ServerLog.of(UploadDirectory.class);

    /**
     * Number of attempts to remove the directory. An attempt fails if a thread creates a file while the other files are
     * removed.
     */
    private static final int ATTEMPTS = 3;

    /** Divisor of the free space. The result is the default limit. */
    private static final int PARTS_OF_FREE = 2;

    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Path parent;
    private final Executor cleaner;
    /** Whether the limit depends on the free space. */
    private final boolean measured;
    /** Bytes of the files that were written and not removed yet. */
    private final AtomicLong stored = new AtomicLong();
    /** Limit on the bytes of all files. */
    private volatile long most;
    /** Time of the last log entry about the reached limit, from {@link System#nanoTime}. */
    private final AtomicLong logged = new AtomicLong(System.nanoTime() - CALM_NANOS);

    private @Nullable Made made;
    private boolean closed;

    private UploadDirectory(Path parent, Executor cleaner, long most) {
        this.parent = parent;
        this.cleaner = cleaner;
        this.most = most;
        measured = most == 0;
    }

    /**
     * A directory that was created.
     *
     * @param key key that a later directory with the same name does not have, or null if the file system has no keys
     */
    private record Made(Path path, @Nullable Object key, InUse mark) {
        static Made in(Path parent) throws IOException {
            Path path = Files.createTempDirectory(parent, UploadRemains.ownPrefix());
            try {
                return new Made(path, key(path), InUse.mark(path));
            } catch (IOException e) {
                // Marking fails if no file descriptor is free. Each failed upload would then leave a directory behind.
                Files.deleteIfExists(path);
                throw e;
            }
        }

        private static @Nullable Object key(Path path) throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        }

        /**
         * Returns whether the directory still exists. Returns false for another directory with the same name, because
         * it may belong to a user who must not read uploads.
         */
        boolean isThere() {
            try {
                return Objects.equals(key, key(path));
            } catch (IOException e) {
                return false;
            }
        }
    }

    /**
     * Describes a directory that does not exist yet.
     *
     * @param parent parent directory
     * @param cleaner executor for the removal of unneeded files; its tasks may wait for the disk
     * @throws java.nio.file.InvalidPathException if the parent is not a path
     */
    public static UploadDirectory in(String parent, Executor cleaner) {
        return in(parent, cleaner, Long.MAX_VALUE);
    }

    /**
     * Like {@link #in(String, Executor)}, with a limit.
     *
     * @param most limit on the bytes of all files; 0 for half of the free space
     */
    public static UploadDirectory in(String parent, Executor cleaner, long most) {
        return new UploadDirectory(Path.of(parent), cleaner, most);
    }

    /**
     * Reserves space for bytes before they are written.
     *
     * @throws StorageFullException if the limit would be exceeded; nothing is then reserved
     */
    public void reserve(long bytes) {
        if (!fits(bytes)) {
            if (measured) {
                measure();
            }
            if (!measured || !fits(bytes)) {
                logFull();
                throw new StorageFullException();
            }
        }
    }

    private boolean fits(long bytes) {
        long before = stored.get();
        while (before <= most - bytes) {
            if (stored.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = stored.get();
        }
        return false;
    }

    /** Releases the space of bytes that were removed or never written. */
    public void release(long bytes) {
        stored.addAndGet(-bytes);
    }

    private void measure() {
        // Uses File, because FileStore fails without a mount entry, as in some containers.
        File directory = parent.toFile();
        long held = stored.get();
        if (directory.getTotalSpace() > 0) {
            most = held + (directory.getUsableSpace() - held) / PARTS_OF_FREE;
        } else if (most == 0) {
            most = Long.MAX_VALUE;
            LOG.warn("The free space of {} is unknown: uploads have no limit there. Tip: set max-stored-bytes", parent);
        }
    }

    private void logFull() {
        long now = System.nanoTime();
        long last = logged.get();
        if (now - last >= CALM_NANOS && logged.compareAndSet(last, now)) {
            LOG.warn(
                    "Uploads take {} of {} bytes in {}: requests get 503. Tip: raise max-stored-bytes",
                    stored.get(),
                    most,
                    parent);
        }
    }

    /**
     * Returns the directory. Creates it if it does not exist.
     *
     * @throws IOException if the directory cannot be created, or the server has closed
     */
    public synchronized Path path() throws IOException {
        if (closed) {
            throw new IOException("The server has closed and removed its upload directory");
        }
        Made current = made;
        if (current == null || !current.isThere()) {
            if (current != null) {
                LOG.warn(
                        "The upload directory {} was removed while it was in use; a new one is created",
                        current.path());
                current.mark().close();
            }
            current = Made.in(parent);
            made = current;
        }
        return current.path();
    }

    /** Removes the directories of crashed processes, at most 100. Uses a thread that ends afterwards. */
    public void removeRemains() {
        Thread thread = new Thread(() -> UploadRemains.removeFrom(parent), "interlock-upload-remains");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Removes a file now or soon afterwards.
     *
     * @param bytes number of bytes {@linkplain #reserve reserved} for the file, which this method releases
     */
    public void remove(Path file, long bytes) {
        try {
            cleaner.execute(() -> removeNow(file, bytes));
        } catch (RuntimeException | OutOfMemoryError e) {
            // The server is closing, or the system has no more threads.
            removeNow(file, bytes);
        }
    }

    private void removeNow(Path file, long bytes) {
        if (isRemoved(file)) {
            release(bytes);
        }
    }

    private static boolean isRemoved(Path file) {
        try {
            Files.deleteIfExists(file);
            return true;
        } catch (IOException e) {
            LOG.warn("The upload file {} could not be removed", file, e);
            return false;
        }
    }

    /** Removes the directory with all files. No part may be used any more. */
    @Override
    public void close() {
        Made last;
        synchronized (this) {
            closed = true;
            last = made;
            made = null;
        }
        if (last == null) {
            return;
        }
        last.mark().close();
        for (int i = 0; last.isThere() && i < ATTEMPTS; i++) {
            removeAll(last.path());
        }
    }

    private static void removeAll(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            all.forEach(UploadDirectory::isRemoved);
            Files.delete(directory);
        } catch (NoSuchFileException e) {
            LOG.debug("The upload directory {} was already removed", directory, e);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The upload directory {} could not be removed", directory, e);
        }
    }
}
