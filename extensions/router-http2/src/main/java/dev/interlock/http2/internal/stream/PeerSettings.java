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

    /** Returns the limit on the table of the client's HPACK decoder in bytes, 0 to 2^32-1. */
    public long headerTableSize() {
        return headerTableSize;
    }

    /** Returns the initial send window of a stream in bytes, 0 to 2^31-1. */
    public int initialWindow() {
        return initialWindow;
    }

    /** Returns the largest payload of a frame that the client accepts, in bytes, 2^14 to 2^24-1. */
    public int maxFrame() {
        return maxFrame;
    }

    /** Returns the advisory limit on header sections of responses, 0 to 2^32-1. */
    public long maxHeaderList() {
        return maxHeaderList;
    }

    /** Returns whether the client has set SETTINGS_NO_RFC7540_PRIORITIES to 1. */
    public boolean isWithoutOldPriorities() {
        return noPriorities == 1;
    }

    /**
     * Applies a setting. If this changes {@link #initialWindow}, the caller must change the windows of open streams by
     * the difference (RFC 9113 section 6.9.2).
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
                // SETTINGS_MAX_CONCURRENT_STREAMS of a client limits pushed streams, and this server pushes none.
            }
        }
        return null;
    }

    /** Only the first SETTINGS frame determines this setting (RFC 9218 section 2.1). */
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
