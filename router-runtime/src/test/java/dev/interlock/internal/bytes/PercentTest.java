package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {
    @Test
    void decodesEscapesInBothCases() {
        assertThat(decode("a%2Fb%2fc%41%7e")).isEqualTo("a/b/cA~");
    }

    @Test
    void decodesPlusInFormsOnly() {
        assertThat(decode("a+b")).isEqualTo("a+b");
        assertThat(decodeForm("a+b%2B")).isEqualTo("a b+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%4", "a%", "%g0", "%0g", "%%41", "%-1", "% 1", "%+1", "%4\u00e1", "%@A", "%`0", "%:0"})
    void rejectsMalformedEscape(String text) {
        assertThat(decode(text)).isNull();
        assertThat(decodeForm(text)).isNull();
    }

    @Test
    void decodesEveryByte() {
        for (int value = 0; value < 256; value++) {
            assertThat(decode("%%%02x".formatted(value))).isEqualTo(String.valueOf((char) value));
        }
    }

    @Property
    void agreesWithJdkOnForms(@ForAll String text) {
        String encoded = URLEncoder.encode(text, UTF_8);
        byte[] decoded = new byte[encoded.length()];
        int end = Percent.decodeForm(encoded.getBytes(UTF_8), 0, encoded.length(), decoded, 0);
        assertThat(new String(decoded, 0, end, UTF_8)).isEqualTo(URLDecoder.decode(encoded, UTF_8));
    }

    @Test
    void keepsToItsRanges() {
        byte[] target = new byte[4];
        int end = Percent.decode("%zz%41b%zz".getBytes(UTF_8), 3, 7, target, 2);
        assertThat(end).isEqualTo(4);
        assertThat(target).isEqualTo(new byte[] {0, 0, 'A', 'b'});
    }

    @Test
    void decodesInPlace() {
        byte[] bytes = "%41%42c".getBytes(UTF_8);
        int end = Percent.decode(bytes, 0, bytes.length, bytes, 0);
        assertThat(new String(bytes, 0, end, UTF_8)).isEqualTo("ABc");
    }

    private static @Nullable String decode(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        int end = Percent.decode(bytes, 0, bytes.length, bytes, 0);
        return end < 0 ? null : new String(bytes, 0, end, ISO_8859_1);
    }

    private static @Nullable String decodeForm(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        int end = Percent.decodeForm(bytes, 0, bytes.length, bytes, 0);
        return end < 0 ? null : new String(bytes, 0, end, ISO_8859_1);
    }
}
