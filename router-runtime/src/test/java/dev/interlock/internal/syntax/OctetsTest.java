package dev.interlock.internal.syntax;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class OctetsTest {
    @Property
    void textEndsAsInNaiveLoop(
            @ForAll @Size(min = 40, max = 40) byte[] bytes,
            @ForAll @IntRange(max = 39) int from,
            @ForAll @IntRange(max = 40) int end) {
        // Replaces most control characters, because they would end each scan at once.
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] >= 0 && bytes[i] < 0x1c ? (byte) (bytes[i] == 9 ? 9 : 'x') : bytes[i];
        }
        assertThat(Octets.skipText(bytes, from, bytes.length)).isEqualTo(naive(bytes, from));
        assertThat(Octets.skipText(bytes, 0, end)).isEqualTo(Math.min(end, naive(bytes, 0)));
        if (from <= end) {
            assertThat(Octets.skipText(bytes, from, end)).isEqualTo(Math.min(end, naive(bytes, from)));
        }
    }

    @Test
    void everyControlEndsTextAtEveryIndex() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < 24; place++) {
                byte[] bytes = new byte[24];
                Arrays.fill(bytes, (byte) '\t');
                Arrays.fill(bytes, 5, 20, (byte) 'x');
                bytes[place] = (byte) value;
                assertThat(Octets.skipText(bytes, 0, 24)).isEqualTo(naive(bytes, 0));
            }
        }
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
