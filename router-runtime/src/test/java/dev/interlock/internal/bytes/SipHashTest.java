package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SipHashTest {
    /** Hash function with the key 00 01 .. 0f of the reference. */
    private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /** Hashes of the messages 00 01 02 and so on by length, from the reference implementation. */
    @Test
    void matchesReference() {
        byte[] bytes = new byte[16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        assertThat(hash.of(bytes, 0, 0)).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hash.of(bytes, 0, 1)).isEqualTo(0x74f839c593dc67fdL);
        assertThat(hash.of(bytes, 0, 8)).isEqualTo(0x93f5f5799a932462L);
        // The expected hash is the example of the paper.
        assertThat(hash.of(bytes, 0, 15)).isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void hashesNumberAsEightBytes() {
        byte[] bytes = ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1, 0x1234_5678_9abc_def0L)
                .array();
        assertThat(hash.of(0x1234_5678_9abc_def0L)).isEqualTo(hash.of(bytes, 1, 8));
    }
}
