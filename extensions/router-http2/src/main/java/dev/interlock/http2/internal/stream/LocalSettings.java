package dev.interlock.http2.internal.stream;

import dev.interlock.bytes.ByteWriter;

/**
 * Settings that the server announces.
 *
 * @param headerTableSize limit on the table of the HPACK decoder in bytes, 0 to 2^20
 * @param maxStreams limit on the open streams of a connection, at least 1
 * @param streamWindow initial window of a stream in bytes, 0 to 2^31-1
 * @param maxFrame limit on the payload of a frame in bytes, 2^14 to 2^24-1
 * @param maxHeaderList limit on the size of a header section, as RFC 9113 section 6.5.2 defines it
 * @param extendedConnect whether the server accepts extended CONNECT (RFC 8441)
 */
public record LocalSettings(
        int headerTableSize,
        int maxStreams,
        int streamWindow,
        int maxFrame,
        int maxHeaderList,
        boolean extendedConnect) {
    /** Settings of a server with the default limits. */
    public static final LocalSettings DEFAULT =
            new LocalSettings(4096, 100, SendWindow.DEFAULT_SIZE, 1 << 14, 16 << 10, false);

    /** Returns the payload of a SETTINGS frame. It omits settings that have the default of RFC 9113. */
    public byte[] payload() {
        ByteWriter payload = new ByteWriter(64);
        if (headerTableSize != DEFAULT.headerTableSize) {
            append(payload, PeerSettings.HEADER_TABLE_SIZE, headerTableSize);
        }
        append(payload, PeerSettings.MAX_CONCURRENT_STREAMS, maxStreams);
        if (streamWindow != SendWindow.DEFAULT_SIZE) {
            append(payload, PeerSettings.INITIAL_WINDOW_SIZE, streamWindow);
        }
        if (maxFrame != DEFAULT.maxFrame) {
            append(payload, PeerSettings.MAX_FRAME_SIZE, maxFrame);
        }
        append(payload, PeerSettings.MAX_HEADER_LIST_SIZE, maxHeaderList);
        if (extendedConnect) {
            append(payload, PeerSettings.ENABLE_CONNECT_PROTOCOL, 1);
        }
        append(payload, PeerSettings.NO_RFC7540_PRIORITIES, 1);
        byte[] bytes = new byte[payload.length()];
        System.arraycopy(payload.array(), 0, bytes, 0, bytes.length);
        return bytes;
    }

    private static void append(ByteWriter into, int identifier, int value) {
        into.append((byte) (identifier >>> 8)).append((byte) identifier);
        for (int shift = 24; shift >= 0; shift -= 8) {
            into.append((byte) (value >>> shift));
        }
    }
}
