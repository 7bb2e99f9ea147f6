package dev.interlock.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Files of the entries in a ring that have {@link Entry#HAS_FILE}, in the same order. One event loop adds files, and
 * the recorder thread removes them. The number of files is limited, because each uses a file descriptor.
 */
final class SentFiles {
    private static final VarHandle SKIPPED;

    static {
        try {
            SKIPPED = MethodHandles.lookup().findVarHandle(SentFiles.class, "skipped", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final AtomicReferenceArray<@Nullable SentFile> files;
    private final int mask;
    /** Number of files added since the start. Used only by the event loop. */
    private int put;
    /** Number of files removed since the start. Used only by the recorder thread. */
    private int taken;
    /** Number of files without room. Only the event loop changes it. */
    private long skipped;

    /** @param capacity number of files, a power of two */
    SentFiles(int capacity) {
        files = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
    }

    /** Returns whether another file has room. If not, counts it. Called by the event loop. */
    boolean hasRoom() {
        if (files.getAcquire(put & mask) == null) {
            return true;
        }
        SKIPPED.setOpaque(this, skipped + 1);
        return false;
    }

    /** Adds a file, which then belongs to the recorder thread. Called by the event loop after {@link #hasRoom}. */
    void add(SentFile file) {
        files.setRelease(put++ & mask, file);
    }

    /** Removes the next file. Called by the recorder thread. */
    @Nullable
    SentFile poll() {
        return files.getAndSet(taken++ & mask, null);
    }

    /** Returns the number of files without room. Any thread may call this. */
    long skipped() {
        return (long) SKIPPED.getOpaque(this);
    }
}
