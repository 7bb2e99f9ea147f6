package dev.interlock.http2.internal.stream;

import dev.interlock.http2.internal.error.Violation;
import org.jspecify.annotations.Nullable;

/** Settings of a client (RFC 9113 section 6.5.2). Unknown settings are ignored. */
public final class PeerSettings {
    public static final int HEADER_TABLE_SIZE = 1;
    public static final int ENABLE_PUSH = 2;
    public static final int MAX_CONCURRENT_STREAMS = 3;
    public static final int INITIAL_WINDOW_SIZE = 4;
    public static final int MAX_FRAME_SIZE = 5;
    public static final int MAX_HEADER_LIST_SIZE = 6;
    /** RFC 8441 section 3. */
    public static final int ENABLE_CONNECT_PROTOCOL = 8;
    /** RFC 9218 section 2.1. */
    public static final int NO_RFC7540_PRIORITIES = 9;

    private static final int DEFAULT_HEADER_TABLE_SIZE = 4096;
    private static final int SMALLEST_FRAME = 1 << 14;
    private static final int LARGEST_FRAME = (1 << 24) - 1;
    private static final long NO_LIMIT = 0xffffffffL;
    private static final int UNSET = -1;

    private long headerTableSize = DEFAULT_HEADER_TABLE_SIZE;
    private int initialWindow = SendWindow.DEFAULT_SIZE;
    private int maxFrame = SMALLEST_FRAME;
    private long maxHeaderList = NO_LIMIT;
    private long noPriorities = UNSET;
    /** Whether a SETTINGS frame has ended. */
    private boolean complete;

    /** Returns the limit of the client's HPACK decoder on its table, 0 to 2^32-1. */
    public long headerTableSize() {
        return headerTableSize;
    }

    /** Returns the first size of the send window of a stream, 0 to 2^31-1. */
    public int initialWindow() {
        return initialWindow;
    }

    /** Returns the largest payload that the client accepts, 2^14 to 2^24-1. */
    public int maxFrame() {
        return maxFrame;
    }

    /** Returns the advisory limit on header sections of responses, 0 to 2^32-1. */
    public long maxHeaderList() {
        return maxHeaderList;
    }

    /** Returns whether the client does not use the priorities of RFC 7540. */
    public boolean isWithoutOldPriorities() {
        return noPriorities == 1;
    }

    /**
     * Applies a setting. A caller that keeps windows of streams compares {@link #initialWindow} before and after the
     * frame.
     *
     * @param value 0 to 2^32-1
     * @return violation that ends the connection, or null
     */
    public @Nullable Violation set(int identifier, long value) {
        switch (identifier) {
            case HEADER_TABLE_SIZE -> headerTableSize = value;
            case ENABLE_PUSH -> {
                return value > 1 ? Violation.ENABLE_PUSH : null;
            }
            case INITIAL_WINDOW_SIZE -> {
                if (value > Integer.MAX_VALUE) {
                    return Violation.INITIAL_WINDOW;
                }
                initialWindow = (int) value;
            }
            case MAX_FRAME_SIZE -> {
                if (value < SMALLEST_FRAME || value > LARGEST_FRAME) {
                    return Violation.MAX_FRAME_SIZE;
                }
                maxFrame = (int) value;
            }
            case MAX_HEADER_LIST_SIZE -> maxHeaderList = value;
            case ENABLE_CONNECT_PROTOCOL -> {
                return value > 1 ? Violation.CONNECT_PROTOCOL : null;
            }
            case NO_RFC7540_PRIORITIES -> {
                return setNoPriorities(value);
            }
            default -> {
                // A client's MAX_CONCURRENT_STREAMS limits pushed streams, and this server pushes none.
            }
        }
        return null;
    }

    /** RFC 9218 section 2.1: the first SETTINGS frame alone determines this setting. */
    private @Nullable Violation setNoPriorities(long value) {
        if (value > 1 || (complete && value != Math.max(noPriorities, 0))) {
            return Violation.NO_PRIORITIES;
        }
        noPriorities = value;
        return null;
    }

    /** Ends a SETTINGS frame. */
    public void ended() {
        complete = true;
    }
}
