package dev.interlock.recording.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Lengths before messages, as protobuf varints. They are padded to a fixed size, so that a writer can fill in the
 * length after the message. All protobuf readers accept the padding.
 */
public final class Lengths {
    /** Size of a length in bytes. */
    public static final int BYTES = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bits that say that another byte of the varint follows. */
    private static final int MORE = 0x00808080;

    private Lengths() {}

    /**
     * Writes a length.
     *
     * @param length 0 to 2^28 - 1
     * @return index after the length
     */
    public static int write(byte[] into, int at, int length) {
        int spread =
                (length & 0x7f) | (length << 1 & 0x7f << 8) | (length << 2 & 0x7f << 16) | (length << 3 & 0x7f << 24);
        INT.set(into, at, spread | MORE);
        return at + BYTES;
    }
}
