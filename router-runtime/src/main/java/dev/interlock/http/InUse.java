package dev.interlock.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Marks a directory as used by a living process. The mark is a locked file in the directory. The system releases the
 * lock when the process ends, even if it is killed. A process id would not do: containers that share a directory use
 * the same ids.
 */
final class InUse implements AutoCloseable {
    private static final String NAME = "in-use";
    private static final String UNLOCKED_NAME = "in-use-unlocked";

    /** Holds the lock; null if the file system has no locks. */
    private final @Nullable FileChannel channel;

    private InUse(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** Path of the mark in a directory. */
    static Path file(Path directory) {
        return directory.resolve(NAME);
    }

    /**
     * Marks a directory. If the file system has no locks, the directory gets no mark, and no process takes it for
     * abandoned.
     */
    static InUse mark(Path directory) throws IOException {
        Path file = file(directory);
        // A file with the name of a mark is always locked. Otherwise another process could take the directory for
        // abandoned.
        Path unlocked = directory.resolve(UNLOCKED_NAME);
        FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // For directories that nobody closes, for example of a client in a test. The JVM removes the files in reverse
        // order.
        directory.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                Files.move(unlocked, file, StandardCopyOption.ATOMIC_MOVE);
                return new InUse(channel);
            }
        } catch (IOException e) {
            // The file system has no locks.
        }
        channel.close();
        Files.delete(unlocked);
        return new InUse(null);
    }

    /**
     * Whether the mark of a directory belongs to a process that has ended. Must not be called for a directory of this
     * process: the call would release its lock.
     */
    static boolean isOver(Path directory) {
        Path file = file(directory);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The end of the process releases the lock.
            }
        }
    }
}
