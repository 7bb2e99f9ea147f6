package dev.interlock.http2.internal.stream;

/**
 * Flow-control window of a stream or of the connection for bytes that the client sends (RFC 9113 section 6.9). The
 * window opens again as bytes are consumed. It opens in large steps, so that few WINDOW_UPDATE frames are necessary.
 */
public final class ReceiveWindow {
    private int size;
    private int available;
    /** Consumed bytes that no WINDOW_UPDATE has given back to the client. */
    private int consumed;

    /**
     * Begins a stream or a connection.
     *
     * @param size bytes that may arrive before any is consumed, 0 to 2^31-1
     */
    public void begin(int size) {
        this.size = size;
        available = size;
        consumed = 0;
    }

    public int size() {
        return size;
    }

    /** Returns the bytes that the client may send now. */
    public int available() {
        return available;
    }

    /**
     * Counts received bytes, with their padding.
     *
     * @return false if the client exceeds the window
     */
    public boolean received(int count) {
        if (count > available) {
            return false;
        }
        available -= count;
        return true;
    }

    /**
     * Counts bytes that were received, and that the server no longer holds.
     *
     * @return increment of a WINDOW_UPDATE that is now due, or 0
     */
    public int consumed(int count) {
        consumed += count;
        // Half a window: the client can send the other half until the update arrives.
        if (consumed < Math.max(1, size / 2)) {
            return 0;
        }
        return take();
    }

    /** Returns the increment of a WINDOW_UPDATE for all consumed bytes, or 0. */
    public int flush() {
        return consumed == 0 ? 0 : take();
    }

    private int take() {
        int increment = consumed;
        consumed = 0;
        available += increment;
        return increment;
    }

    /**
     * Enlarges the window. Does nothing if the new size is not larger.
     *
     * @return increment of a WINDOW_UPDATE that is now due, or 0
     */
    public int grow(int newSize) {
        int increment = Math.max(0, newSize - size);
        size += increment;
        available += increment;
        return increment;
    }
}
