package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PlainTextTest {
    private static boolean isPlain(int value) {
        return value >= 0x20 && value <= 0x7e && value != '"' && value != '\\';
    }

    @Test
    void findsEachByteAtEachPlace() {
        for (int value = 0; value < 256; value++) {
            assertThat(PlainText.isPlain((byte) value)).isEqualTo(isPlain(value));
            for (int at = 0; at < 20; at++) {
                byte[] bytes = new byte[20];
                Arrays.fill(bytes, (byte) 'a');
                bytes[at] = (byte) value;
                assertWithMessage("%s at %s", value, at)
                        .that(PlainText.end(bytes, 0, 20))
                        .isEqualTo(isPlain(value) ? 20 : at);
            }
        }
    }

    @Property
    void judgesWordLikeLoop(@ForAll @Size(8) byte[] bytes) {
        for (byte each : new byte[] {0, '"', '!', '\\', ' ', 0x1f, 0x7f, (byte) 0x80, (byte) 0xff, 'a'}) {
            for (int at = 0; at < 8; at++) {
                bytes[at] = each;
                int plain = 0;
                while (plain < 8 && isPlain(bytes[plain] & 0xff)) {
                    plain++;
                }
                for (int count = 1; count <= 9; count++) {
                    assertThat(PlainText.isPlain(Swar.word(bytes, 0), count)).isEqualTo(Math.min(count, 8) <= plain);
                }
            }
        }
    }

    @Property
    void agreesWithLoop(@ForAll byte[] bytes) {
        for (int from = 0; from <= bytes.length; from++) {
            int expected = from;
            while (expected < bytes.length && isPlain(bytes[expected] & 0xff)) {
                expected++;
            }
            assertThat(PlainText.end(bytes, from, bytes.length)).isEqualTo(expected);
        }
    }

    @Test
    void rejectsRangeBeyondArray() {
        assertThrows(IndexOutOfBoundsException.class, () -> PlainText.end(new byte[0], 0, 9));
        assertThrows(IndexOutOfBoundsException.class, () -> PlainText.end(new byte[] {'a'}, 0, 2));
    }
}
