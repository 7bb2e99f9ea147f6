package dev.interlock.recording.segment;

/**
 * Lengths in front of messages, as varints of protobuf. They are padded to a fixed size, so that a length can be filled
 * in after the message is written. All readers of protobuf accept the padding.
 */
public final class Lengths {
    /** Bytes of a length. */
    public static final int BYTES = 4;

    private static final int PAYLOAD = 0x7f;
    private static final int MORE = 0x80;

    private Lengths() {}

    /**
     * Writes a length.
     *
     * @param length 0 to 2^28 - 1
     * @return index after the length
     */
    public static int write(byte[] into, int at, int length) {
        for (int i = 0; i < BYTES - 1; i++) {
            into[at + i] = (byte) (((length >>> (7 * i)) & PAYLOAD) | MORE);
        }
        into[at + BYTES - 1] = (byte) (length >>> (7 * (BYTES - 1)) & PAYLOAD);
        return at + BYTES;
    }
}
