package dev.interlock.recording.segment;

/**
 * Lengths before messages, as protobuf varints. They are padded to a fixed size, so that a writer can fill in the
 * length after the message. All protobuf readers accept the padding.
 */
public final class Lengths {
    /** Size of a length in bytes. */
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
