package dev.interlock.internal.form;

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
 * lock when the process ends, even if the process is killed. A process id would not suffice, because containers that
 * share a directory use the same ids.
 */
final class InUse implements AutoCloseable {
    private static final String NAME = "in-use";
    private static final String UNLOCKED_NAME = "in-use-unlocked";

    /** Channel that holds the lock, or null if the file system has no locks. */
    private final @Nullable FileChannel channel;

    private InUse(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** Returns the path of the file that marks a directory. */
    static Path file(Path directory) {
        return directory.resolve(NAME);
    }

    /**
     * Marks a directory. If the file system has no locks, the directory gets no mark, and no process treats it as
     * abandoned.
     */
    static InUse mark(Path directory) throws IOException {
        Path file = file(directory);
        // The file gets the name of a mark only after it is locked. Otherwise, another process could find it unlocked
        // and treat the directory as abandoned.
        Path unlocked = directory.resolve(UNLOCKED_NAME);
        FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // In case that nobody closes the directory, as in some tests. The JVM removes the mark before the directory,
        // because the order is reversed.
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
     * Returns whether the mark of a directory belongs to a process that has ended. Must not be called for a directory
     * of this process, because it would release the lock of that directory.
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
                // The system releases the lock when the process ends.
            }
        }
    }
}
