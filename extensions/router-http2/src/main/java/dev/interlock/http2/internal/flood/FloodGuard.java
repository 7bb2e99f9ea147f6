package dev.interlock.http2.internal.flood;

import dev.interlock.http2.internal.error.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Counts the cheap frames of one connection. Each kind has a bucket of tokens, which fills at the rate of its limit.
 * Counting allocates nothing. Used only by the thread of its event loop.
 */
public final class FloodGuard {
    /** A DATA frame is small if its content has fewer bytes than this. */
    public static final int SMALL_BYTES = 64;

    private static final int KINDS = Flood.values().length;
    private static final long SECOND = 1_000_000_000L;

    private final FloodLimits limits;
    /** Number of frames of each kind that may still arrive at once. */
    private final int[] tokens = new int[KINDS];
    /** Time at which each kind last received a token, in nanoseconds. */
    private final long[] filled = new long[KINDS];

    /** Number of frames of each kind so far. */
    private final long[] counts = new long[KINDS];

    /** @param now current time in nanoseconds */
    public FloodGuard(FloodLimits limits, long now) {
        this.limits = limits;
        for (Flood kind : Flood.values()) {
            tokens[kind.index()] = limits.burst(kind);
            filled[kind.index()] = now;
        }
    }

    /** Returns the number of frames of a kind so far. */
    public long count(Flood kind) {
        return counts[kind.index()];
    }

    /**
     * Counts a frame.
     *
     * @param now current time in nanoseconds
     * @return violation that ends the connection because too many frames of this kind have arrived, or null
     */
    public @Nullable Violation add(Flood kind, long now) {
        int index = kind.index();
        counts[index]++;
        if (tokens[index] == 0 || now - filled[index] > SECOND) {
            refill(kind, now);
        }
        if (tokens[index] == 0) {
            return Violation.FLOOD;
        }
        tokens[index]--;
        return null;
    }

    /**
     * Counts a DATA frame if it is empty or small.
     *
     * @param content length of the content without padding, in bytes
     * @param now current time in nanoseconds
     * @return violation that ends the connection because too many such frames have arrived, or null
     */
    public @Nullable Violation addData(int content, boolean endStream, long now) {
        if (endStream || content >= SMALL_BYTES) {
            return null;
        }
        return add(content == 0 ? Flood.EMPTY_DATA : Flood.SMALL_DATA, now);
    }

    /** Adds a token for a frame that the server causes, for example for WINDOW_UPDATE after DATA. */
    public void allow(Flood kind) {
        int index = kind.index();
        if (tokens[index] < limits.burst(kind)) {
            tokens[index]++;
        }
    }

    private void refill(Flood kind, long now) {
        int index = kind.index();
        int rate = limits.perSecond(kind);
        int burst = limits.burst(kind);
        long elapsed = now - filled[index];
        if (rate == 0 || elapsed <= 0) {
            return;
        }
        if (elapsed / SECOND > burst / rate) {
            tokens[index] = burst;
            filled[index] = now;
            return;
        }
        long more = elapsed * rate / SECOND;
        tokens[index] = (int) Math.min(burst, tokens[index] + more);
        // The rest of the elapsed time remains for the next token.
        filled[index] += more * SECOND / rate;
    }
}
