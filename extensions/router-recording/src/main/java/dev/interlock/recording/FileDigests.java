package dev.interlock.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Adds digests to entries whose response was sent from a file. Reads one file after the other, in parts, so that the
 * recorder thread can empty the rings between two parts. Confined to the recorder thread.
 */
final class FileDigests {
    private static final int MAX_FILES = 64;
    /** Limit on the bytes of all waiting entries. */
    private static final long MAX_BYTES = 4L << 20;

    private static final int PART = 64 * 1024;

    private final MessageDigest digest = BodyCapture.newDigest();
    private final ByteBuffer part = ByteBuffer.allocate(PART);
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    /** Number of bytes of the first file that were read. */
    private long read;
    /** Number of entries that got no digest. */
    private volatile long skipped;

    /**
     * Entry that waits for its digest.
     *
     * @param entry the entry, with room for the digest after it
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares the array.
    private record Waiting(byte[] entry, SentFile file) {}

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Adds a copy of an entry, unless too many wait already.
     *
     * @param file the file of the entry, which this object then owns, even if this method returns false or fails
     * @return whether the entry was added. Otherwise, the caller records it without a digest
     */
    boolean add(byte[] captured, int at, int length, SentFile file) {
        boolean isAdded = false;
        try {
            if (waiting.size() < MAX_FILES && waitingBytes + length <= MAX_BYTES) {
                byte[] entry = new byte[length + Entry.DIGEST_BYTES];
                System.arraycopy(captured, at, entry, 0, length);
                waiting.add(new Waiting(entry, file));
                waitingBytes += entry.length;
                isAdded = true;
            }
            return isAdded;
        } finally {
            if (!isAdded) {
                skip();
                file.release();
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only this thread writes it.
    private void skip() {
        skipped++;
    }

    /**
     * Reads the next part of the first file.
     *
     * @return the entry of the file if no part is left, or if the file has no digest because it has changed or cannot
     *     be read. Null if parts are left
     */
    byte @Nullable [] advance() {
        Waiting first = waiting.element();
        try {
            if (hasMore(first.file())) {
                return null;
            }
            if (!first.file().isResized()) {
                putDigest(first.entry());
            } else {
                skip();
            }
        } catch (Throwable e) {
            // A file that cannot be read must not hold up the others, not even after an OutOfMemoryError.
            skip();
        }
        return remove();
    }

    /** Removes the first entry, which gets no digest. */
    byte[] giveUp() {
        skip();
        return remove();
    }

    private byte[] remove() {
        Waiting first = waiting.remove();
        waitingBytes -= first.entry().length;
        read = 0;
        digest.reset();
        first.file().release();
        return first.entry();
    }

    /** Adds the next part of a file to the digest. Returns false if no part was left. */
    private boolean hasMore(SentFile file) throws IOException {
        long left = file.part().length() - read;
        if (left == 0) {
            return false;
        }
        part.clear().limit((int) Math.min(PART, left));
        int count = file.part().read(part, read);
        if (count < 0) {
            throw new IOException("The file has become shorter");
        }
        digest.update(part.array(), 0, count);
        read += count;
        return true;
    }

    private void putDigest(byte[] entry) {
        int at = entry.length - Entry.DIGEST_BYTES;
        try {
            digest.digest(entry, at, Entry.DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("The array has room", e);
        }
        Entry.putInt(entry, Entry.LENGTH, entry.length);
        Entry.putInt(entry, Entry.DIGESTS, Entry.getInt(entry, Entry.DIGESTS) + Entry.DIGEST_BYTES);
        Entry.putInt(entry, Entry.FLAGS, Entry.getInt(entry, Entry.FLAGS) | Entry.HAS_RESPONSE_DIGEST);
    }

    /** Returns the number of entries that got no digest. Any thread may call this. */
    long skipped() {
        return skipped;
    }
}
