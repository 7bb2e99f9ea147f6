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
 * Marks a directory as one that a living process uses: by a lock on a file in it, which the system takes back when the
 * process ends, however it does. The id of the process tells less: containers that share a directory have the same
 * ones.
 */
final class InUse implements AutoCloseable {
    private static final String NAME = "in-use";
    private static final String UNLOCKED_NAME = "in-use-unlocked";

    /** Holds the lock; null where the file system has none. */
    private final @Nullable FileChannel channel;

    private InUse(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** The file that is the mark of a directory. */
    static Path file(Path directory) {
        return directory.resolve(NAME);
    }

    /** Marks a directory. Where that is not possible it has no mark, and is never taken for one that is left over. */
    static InUse mark(Path directory) throws IOException {
        Path file = file(directory);
        // Under the name of a mark there is never one without its lock, which another process would take for left over.
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
            // No locks here.
        }
        channel.close();
        Files.delete(unlocked);
        return new InUse(null);
    }

    /**
     * Whether a directory has a mark of a process that is over. Not to be asked of one of this process, whose lock
     * would go with the question.
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
                // Then the end of the process ends it.
            }
        }
    }
}
