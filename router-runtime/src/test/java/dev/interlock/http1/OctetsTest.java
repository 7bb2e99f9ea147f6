package dev.interlock.http1;

import static com.google.common.truth.Truth.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class OctetsTest {
    @Property
    void textEndsWhereANaiveLoopEndsIt(
            @ForAll @Size(min = 40, max = 40) byte[] bytes, @ForAll @IntRange(max = 39) int from) {
        // Mostly text: bytes that random arrays have too many of would end each scan at once.
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] >= 0 && bytes[i] < 0x1c ? (byte) 'x' : bytes[i];
        }
        assertThat(Octets.skipText(bytes, from, bytes.length)).isEqualTo(naive(bytes, from));
        assertThat(Octets.skipText(bytes, 0, from)).isEqualTo(Math.min(from, naive(bytes, 0)));
    }

    private static int naive(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            int octet = bytes[i] & 0xff;
            if (octet == 0x7f || (octet < 0x20 && octet != '\t')) {
                return i;
            }
        }
        return bytes.length;
    }
}
