package dev.interlock.internal.accesslog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Bounded ring of lines. One event loop puts lines, and the thread of the log takes them. Neither waits for the other.
 * A line for which there is no room is dropped and counted.
 */
final class LineRing {
    private static final VarHandle PUT;
    private static final VarHandle TAKEN;
    private static final VarHandle DROPPED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PUT = lookup.findVarHandle(LineRing.class, "put", long.class);
            TAKEN = lookup.findVarHandle(LineRing.class, "taken", long.class);
            DROPPED = lookup.findVarHandle(LineRing.class, "dropped", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[] bytes;
    private final int mask;
    /** Number of bytes that were put since the start. Only the event loop changes it. */
    private long put;
    /** Number of bytes that were taken since the start. Only the thread of the log changes it. */
    private long taken;
    /** Number of lines for which there was no room. Only the event loop changes it. */
    private long dropped;

    /** Last value of {@link #taken} that the event loop has read. */
    private long knownTaken;
    /** Value of {@link #put} when the event loop last woke the thread of the log. */
    private long wokenAt;

    /** @param capacity minimum number of bytes; it is rounded up to a power of two */
    LineRing(int capacity) {
        int rounded = Math.max(2, Integer.highestOneBit(capacity - 1) << 1);
        bytes = new byte[rounded];
        mask = rounded - 1;
    }

    int capacity() {
        return bytes.length;
    }

    /** Puts a whole line, or drops it if there is no room. */
    boolean put(byte[] line, int length) {
        long after = put + length;
        if (after - knownTaken > bytes.length) {
            knownTaken = (long) TAKEN.getAcquire(this);
            if (after - knownTaken > bytes.length) {
                DROPPED.setOpaque(this, dropped + 1);
                return false;
            }
        }
        int at = (int) put & mask;
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(line, 0, bytes, at, first);
        if (first < length) {
            System.arraycopy(line, first, bytes, 0, length - first);
        }
        PUT.setRelease(this, after);
        return true;
    }

    /**
     * Returns whether bytes for half the ring were put since this method last returned true. Called by the event loop.
     */
    boolean needsWriter() {
        if (put - wokenAt < bytes.length >> 1) {
            return false;
        }
        wokenAt = put;
        return true;
    }

    /**
     * Takes as many whole lines as are available and fit.
     *
     * @param into array with room for the longest line
     * @return number of bytes that were taken
     */
    int take(byte[] into) {
        int available = (int) ((long) PUT.getAcquire(this) - taken);
        int length = Math.min(available, into.length);
        int at = (int) taken & mask;
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, into, 0, first);
        System.arraycopy(bytes, 0, into, first, length - first);
        if (length < available) {
            while (length > 0 && into[length - 1] != '\n') {
                length--;
            }
        }
        TAKEN.setRelease(this, taken + length);
        return length;
    }

    /** Returns the number of dropped lines. Any thread may call this. */
    long dropped() {
        return (long) DROPPED.getOpaque(this);
    }
}
