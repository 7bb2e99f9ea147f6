package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    /** Reads a number, or throws {@link NumberFormatException}: one of our readers or its counterpart in the JDK. */
    private interface Reader {
        long read();
    }

    @Property
    void readsEveryInt(@ForAll int value) {
        assertThat(toInt(Integer.toString(value))).isEqualTo(value);
    }

    @Property
    void readsEveryLong(@ForAll long value) {
        assertThat(toLong(Long.toString(value))).isEqualTo(value);
    }

    @Property(tries = 5000)
    void agreesWithJdk(@ForAll("almostNumbers") String text) {
        if (text.startsWith("+")) {
            assertThat(valueOrNull(() -> toLong(text))).isNull();
            return;
        }
        assertThat(valueOrNull(() -> toLong(text))).isEqualTo(valueOrNull(() -> Long.parseLong(text)));
        assertThat(valueOrNull(() -> toInt(text))).isEqualTo(valueOrNull(() -> Integer.parseInt(text)));
        assertThat(valueOrNull(() -> toShort(text))).isEqualTo(valueOrNull(() -> Short.parseShort(text)));
        assertThat(valueOrNull(() -> toByte(text))).isEqualTo(valueOrNull(() -> Byte.parseByte(text)));
    }

    @Provide
    Arbitrary<String> almostNumbers() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789").ofMaxLength(22).map(digits -> "-" + digits),
                Arbitraries.strings().withChars("0123456789").ofMaxLength(22),
                Arbitraries.strings().withChars("019-+ x/:").ofMaxLength(5),
                Arbitraries.bigIntegers().map(Object::toString));
    }

    @Test
    void readsBoundsOfEachType() {
        assertThat(toByte("-128")).isEqualTo(Byte.MIN_VALUE);
        assertThat(toByte("127")).isEqualTo(Byte.MAX_VALUE);
        assertThat(toShort("-32768")).isEqualTo(Short.MIN_VALUE);
        assertThat(toShort("32767")).isEqualTo(Short.MAX_VALUE);
        assertThat(toInt("-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(toInt("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThat(toLong("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(toLong("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rejectsNumbersBeyondBounds() {
        assertThat(valueOrNull(() -> toByte("-129"))).isNull();
        assertThat(valueOrNull(() -> toByte("128"))).isNull();
        assertThat(valueOrNull(() -> toShort("-32769"))).isNull();
        assertThat(valueOrNull(() -> toShort("32768"))).isNull();
        assertThat(valueOrNull(() -> toInt("-2147483649"))).isNull();
        assertThat(valueOrNull(() -> toInt("2147483648"))).isNull();
        assertThat(valueOrNull(() -> toLong("-9223372036854775809"))).isNull();
        assertThat(valueOrNull(() -> toLong("9223372036854775808"))).isNull();
    }

    @Test
    void readsLeadingZeros() {
        assertThat(toLong("0".repeat(40) + "7")).isEqualTo(7);
        assertThat(toInt("-" + "0".repeat(40) + "7")).isEqualTo(-7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+1", " 1", "1 ", "1_000", "0x1", "1.0", "--1", "1-", "\u0661", "1e3"})
    void rejectsNonIntegers(String text) {
        assertThrows(NumberFormatException.class, () -> toInt(text));
        assertThrows(NumberFormatException.class, () -> toLong(text));
    }

    @Test
    void readsOnlyItsRange() {
        byte[] bytes = "9-129".getBytes(UTF_8);
        assertThat(Numbers.toInt(bytes, 1, 4)).isEqualTo(-12);
    }

    private static @Nullable Long valueOrNull(Reader reader) {
        try {
            return reader.read();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static byte toByte(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Numbers.toByte(bytes, 0, bytes.length);
    }

    private static short toShort(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Numbers.toShort(bytes, 0, bytes.length);
    }

    private static int toInt(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Numbers.toInt(bytes, 0, bytes.length);
    }

    private static long toLong(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Numbers.toLong(bytes, 0, bytes.length);
    }
}
