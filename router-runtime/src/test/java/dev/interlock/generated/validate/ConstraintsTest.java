package dev.interlock.generated.validate;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.bytes.Slice;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
    @Property
    void comparesIntegersExactly(@ForAll long value, @ForAll long bound) {
        int order = BigInteger.valueOf(value).compareTo(BigInteger.valueOf(bound));
        assertThat(Constraints.atLeast(value, bound)).isEqualTo(order >= 0);
        assertThat(Constraints.atMost(value, bound)).isEqualTo(order <= 0);
        assertThat(Constraints.greaterThan(value, bound)).isEqualTo(order > 0);
        assertThat(Constraints.lessThan(value, bound)).isEqualTo(order < 0);
        assertThat(Constraints.atLeast(value, value) && Constraints.atMost(value, value))
                .isTrue();
    }

    @Property
    void comparesLargeIntegersExactly(@ForAll BigInteger value, @ForAll BigInteger bound) {
        int order = value.compareTo(bound);
        assertThat(Constraints.atLeast(value, bound)).isEqualTo(order >= 0);
        assertThat(Constraints.atMost(value, bound)).isEqualTo(order <= 0);
        assertThat(Constraints.greaterThan(value, bound)).isEqualTo(order > 0);
        assertThat(Constraints.lessThan(value, bound)).isEqualTo(order < 0);
    }

    @Property
    void comparesDecimalsExactly(@ForAll BigDecimal value, @ForAll BigDecimal bound) {
        int order = value.compareTo(bound);
        assertThat(Constraints.atLeast(value, bound)).isEqualTo(order >= 0);
        assertThat(Constraints.atMost(value, bound)).isEqualTo(order <= 0);
        assertThat(Constraints.greaterThan(value, bound)).isEqualTo(order > 0);
        assertThat(Constraints.lessThan(value, bound)).isEqualTo(order < 0);
    }

    @Property
    void comparesDoublesExactly(@ForAll double value, @ForAll double bound) {
        int order = new BigDecimal(value).compareTo(new BigDecimal(bound));
        assertThat(Constraints.atLeast(value, bound)).isEqualTo(order >= 0);
        assertThat(Constraints.atMost(value, bound)).isEqualTo(order <= 0);
        assertThat(Constraints.greaterThan(value, bound)).isEqualTo(order > 0);
        assertThat(Constraints.lessThan(value, bound)).isEqualTo(order < 0);
    }

    @Test
    void nanMeetsNoBound() {
        assertThat(Constraints.atLeast(Double.NaN, 0.0)).isFalse();
        assertThat(Constraints.atMost(Double.NaN, 0.0)).isFalse();
        assertThat(Constraints.greaterThan(Double.NaN, 0.0)).isFalse();
        assertThat(Constraints.lessThan(Double.NaN, 0.0)).isFalse();
    }

    @Property
    void countsDigitsOfDecimals(
            @ForAll @BigRange(min = "-100000", max = "100000") @Scale(4) BigDecimal value,
            @ForAll @IntRange(max = 7) int integer,
            @ForAll @IntRange(max = 5) int fraction) {
        String[] parts = value.abs().toPlainString().split("\\.", -1);
        int before = parts[0].equals("0") ? 0 : parts[0].length();
        int behind = parts.length > 1 ? parts[1].length() : 0;
        // A zero before the decimal point counts only if no digits follow the point.
        int counted = before == 0 && behind == 0 ? 1 : before;
        boolean fits = counted <= integer && behind <= fraction;
        boolean isSmall = before == 0 && behind > 0;
        assertWithMessage("%s in %s.%s", value, integer, fraction)
                .that(Constraints.digits(value, integer, fraction))
                .isEqualTo(isSmall ? behind <= fraction : fits);
    }

    @Property
    void countsDigitsOfIntegers(@ForAll long value, @ForAll @IntRange(max = 20) int integer) {
        String text = BigInteger.valueOf(value).abs().toString();
        assertThat(Constraints.digits(value, integer)).isEqualTo(text.length() <= integer);
        assertThat(Constraints.digits(BigInteger.valueOf(value), integer)).isEqualTo(text.length() <= integer);
    }

    @Test
    void acceptsAnyScale() {
        BigDecimal tiny = new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE);
        BigDecimal huge = new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE);
        assertThat(Constraints.digits(tiny, 5, 5)).isFalse();
        assertThat(Constraints.digits(huge, 5, 5)).isFalse();
        assertThat(Constraints.atLeast(huge, BigDecimal.TEN)).isTrue();
        assertThat(Constraints.atMost(tiny, BigDecimal.TEN)).isTrue();
    }

    @Test
    void checksSizeBounds() {
        assertThat(Constraints.sizeBetween(0, 0, 0)).isTrue();
        assertThat(Constraints.sizeBetween(1, 2, 3)).isFalse();
        assertThat(Constraints.sizeBetween(2, 2, 3)).isTrue();
        assertThat(Constraints.sizeBetween(3, 2, 3)).isTrue();
        assertThat(Constraints.sizeBetween(4, 2, 3)).isFalse();
    }

    @Property
    void notBlankMatchesString(@ForAll String text) {
        assertThat(Constraints.notBlank(text)).isEqualTo(!text.isBlank());
    }

    @Test
    void whiteSpaceIsBlank() {
        assertThat(Constraints.notBlank("")).isFalse();
        assertThat(Constraints.notBlank(" \t\r\n\u2003")).isFalse();
        assertThat(Constraints.notBlank(" a ")).isTrue();
    }

    @Test
    void readsBytesAsText() {
        assertThat(Constraints.text(Slice.of("gr\u00fc\u00dfe")).toString()).isEqualTo("gr\u00fc\u00dfe");
        assertThat(Constraints.notBlank(Constraints.text(Slice.of("  ")))).isFalse();
        assertThat(Constraints.email(Constraints.text(Slice.of("ada@example.org"))))
                .isTrue();
    }
}
