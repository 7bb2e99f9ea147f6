package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class DecimalsTest {
    private static boolean isBounded(String text) {
        byte[] bytes = ("[" + text + "]").getBytes(US_ASCII);
        return Decimals.isBounded(bytes, 1, bytes.length - 1);
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(1001);
        Arbitrary<String> fraction = Arbitraries.oneOf(Arbitraries.just(""), digits.map(text -> "." + text));
        Arbitrary<String> exponent = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.integers().between(-2200, 2200).map(value -> "e" + value),
                Arbitraries.integers().between(0, 1_000_000_000).map(value -> "E+" + value));
        return Combinators.combine(Arbitraries.of("", "-"), digits, fraction, exponent)
                .as((sign, whole, behind, power) -> sign + whole + behind + power);
    }

    @Property
    void limitsBytesLikeNumbers(@ForAll("numbers") String text) {
        boolean expected = text.length() <= 1000 && Math.abs(new BigDecimal(text).scale()) <= 1000;
        assertThat(isBounded(text)).isEqualTo(expected);
        if (expected) {
            assertThat(Decimals.parse(text)).isEqualTo(new BigDecimal(text));
        } else {
            assertThrows(NumberFormatException.class, () -> Decimals.parse(text));
        }
    }

    @Test
    void rejectsHugeExponents() {
        for (String text :
                List.of("1e99999999999999999999", "1E-99999999999999999999", "1e+4294967296", "1e-4294967297")) {
            assertThat(isBounded(text)).isFalse();
            assertThrows(NumberFormatException.class, () -> Decimals.parse(text));
        }
    }
}
