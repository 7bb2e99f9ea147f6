package dev.interlock.http2.internal.frame;

/** Types of frames, and their flags (RFC 9113 section 6). */
public final class FrameType {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PUSH_PROMISE = 5;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;
    /** RFC 9218 section 7.1. */
    public static final int PRIORITY_UPDATE = 16;

    static final int ACK = 1;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int WITH_PRIORITY = 0x20;

    /** Length of a frame header in bytes. */
    public static final int HEADER_BYTES = 9;

    /** Smallest value of SETTINGS_MAX_FRAME_SIZE, and its default, in bytes. */
    public static final int MIN_MAX_PAYLOAD = 1 << 14;

    /** Largest value of SETTINGS_MAX_FRAME_SIZE, in bytes. */
    public static final int MAX_MAX_PAYLOAD = (1 << 24) - 1;

    private FrameType() {}
}
