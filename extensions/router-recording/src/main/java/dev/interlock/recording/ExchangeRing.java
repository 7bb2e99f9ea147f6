package dev.interlock.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Bounded ring of captured exchanges. One event loop adds entries, and the recorder thread removes them. Neither waits
 * for the other. If an entry does not fit, the ring drops and counts it.
 *
 * <p>An empty ring begins at the start of its array again. So a thread that keeps up uses only the first part of the
 * array, which stays in the cache of the processor.
 */
final class ExchangeRing {
    private static final VarHandle PUT;
    private static final VarHandle TAKEN;
    private static final VarHandle DROPPED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PUT = lookup.findVarHandle(ExchangeRing.class, "put", long.class);
            TAKEN = lookup.findVarHandle(ExchangeRing.class, "taken", long.class);
            DROPPED = lookup.findVarHandle(ExchangeRing.class, "dropped", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The first part of the array is a sixteenth of it. */
    private static final int FIRST_PART_SHIFT = 4;

    /** Number of files of complete responses that may wait for the recorder thread. */
    private static final int MAX_FILES = 32;

    private final byte[] bytes;
    private final int mask;
    private final SentFiles files = new SentFiles(MAX_FILES);
    /** Number of bytes of complete entries added and skipped since the start. Only the event loop changes it. */
    private long put;
    /** Number of bytes removed and skipped since the start. Only the recorder thread changes it. */
    private long taken;
    /** Value of {@link #put} before it last skipped the rest of the array, or -1. Only the event loop changes it. */
    private long skippedFrom = -1;
    /** Number of dropped entries. Only the event loop changes it. */
    private long dropped;

    /** Position after the last byte of the entry in progress. */
    private long end;
    /** Value of {@link #taken} that the event loop last read, or the end of the bytes that it has skipped since. */
    private long knownTaken;
    /** Value of {@link #put} when an event loop last woke the recorder thread, or a lower one. */
    private long wokenAt;

    /** @param capacity number of bytes, a power of two */
    ExchangeRing(int capacity) {
        bytes = new byte[capacity];
        mask = capacity - 1;
    }

    int capacity() {
        return bytes.length;
    }

    /** Returns the files of the entries with {@link Entry#HAS_FILE}. */
    SentFiles files() {
        return files;
    }

    /** Begins an entry. If it does not fit, drops it and returns false. */
    boolean begin(int length) {
        if (((int) put & mask) >= bytes.length >> FIRST_PART_SHIFT) {
            beginAgainIfEmpty();
        }
        long after = put + length;
        if (after - knownTaken > bytes.length) {
            readTaken();
            if (after - knownTaken > bytes.length) {
                drop();
                return false;
            }
        }
        end = put;
        return true;
    }

    private void readTaken() {
        // The recorder thread may still have to skip the rest of the array.
        knownTaken = Math.max(knownTaken, (long) TAKEN.getAcquire(this));
    }

    /** Skips the rest of the array if the ring is empty. */
    private void beginAgainIfEmpty() {
        readTaken();
        if (knownTaken == put) {
            skippedFrom = put;
            long start = nextStart(put);
            PUT.setRelease(this, start);
            knownTaken = start;
            wokenAt = start;
        }
    }

    /** Returns the next position at the start of the array. */
    private long nextStart(long position) {
        return (position | mask) + 1;
    }

    /** Counts an exchange that the event loop dropped before it reached the ring. */
    void drop() {
        DROPPED.setOpaque(this, dropped + 1);
    }

    /** Appends bytes to the entry. */
    void append(byte[] source, int from, int length) {
        int at = (int) end & mask;
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(source, from, bytes, at, first);
        if (first < length) {
            System.arraycopy(source, from + first, bytes, 0, length - first);
        }
        end += length;
    }

    /** Ends the entry, and makes it visible to the recorder thread. */
    void commit() {
        PUT.setRelease(this, end);
    }

    /**
     * Returns whether the ring holds this many bytes, or half of its capacity. After that, returns true again when as
     * many more have arrived. Called by the event loop.
     */
    boolean needsWriter(int unread) {
        int least = Math.min(unread, bytes.length >> 1);
        if (put - wokenAt < least) {
            return false;
        }
        readTaken();
        boolean isFull = put - knownTaken >= least;
        // If the ring is not full, another event loop has woken the recorder thread, which has emptied all rings.
        wokenAt = isFull ? put : knownTaken;
        return isFull;
    }

    /** Returns the length of the next entry, or 0 if there is none. Called by the recorder thread. */
    int nextLength() {
        long end = (long) PUT.getAcquire(this);
        if (taken != end && taken == skippedFrom) {
            TAKEN.setRelease(this, nextStart(taken));
        }
        if (taken == end) {
            return 0;
        }
        int at = nextIndex();
        if (at <= bytes.length - Integer.BYTES) {
            return Entry.getInt(bytes, at);
        }
        int length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length |= (bytes[(int) (taken + i) & mask] & 0xff) << (8 * i);
        }
        return length;
    }

    /** Returns the array with all entries. The recorder thread may read the next entry there. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the index of the next entry in {@link #bytes}. The entry may wrap around the end of the ring. */
    int nextIndex() {
        return (int) taken & mask;
    }

    /** Copies the next entry, and removes it from the ring. Called by the recorder thread. */
    void take(byte[] into, int length) {
        int at = nextIndex();
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, into, 0, first);
        System.arraycopy(bytes, 0, into, first, length - first);
        remove(length);
    }

    /** Removes the next entry. Called by the recorder thread. */
    void remove(int length) {
        TAKEN.setRelease(this, taken + length);
    }

    /** Returns the number of dropped entries. Any thread may call this. */
    long dropped() {
        return (long) DROPPED.getOpaque(this);
    }
}
