package dev.interlock.example.shop.users;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class EmailAddressTest {
    /** A code point that takes two chars. */
    private static final String KEY = Character.toString(0x1f511);

    private static final Pattern PLAUSIBLE = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");

    @Test
    void limitsEachSide() {
        assertThat(EmailAddress.isPlausible("a@b")).isTrue();
        assertThat(EmailAddress.isPlausible("a".repeat(64) + "@" + "b".repeat(190)))
                .isTrue();
        assertThat(EmailAddress.isPlausible("a".repeat(65) + "@b")).isFalse();
        assertThat(EmailAddress.isPlausible("a@" + "b".repeat(191))).isFalse();
        assertThat(EmailAddress.isPlausible("@b")).isFalse();
        assertThat(EmailAddress.isPlausible("a@")).isFalse();
        assertThat(EmailAddress.isPlausible("@")).isFalse();
        assertThat(EmailAddress.isPlausible("")).isFalse();
    }

    @Test
    void countsCodePoints() {
        assertThat(EmailAddress.isPlausible(KEY.repeat(64) + "@" + KEY.repeat(190)))
                .isTrue();
        assertThat(EmailAddress.isPlausible(KEY.repeat(65) + "@b")).isFalse();
        assertThat(EmailAddress.isPlausible("a@" + KEY.repeat(191))).isFalse();
    }

    @Test
    void requiresOneAtSign() {
        assertThat(EmailAddress.isPlausible("ab")).isFalse();
        assertThat(EmailAddress.isPlausible("a@b@c")).isFalse();
        assertThat(EmailAddress.isPlausible("a@@b")).isFalse();
    }

    @Test
    void agreesWithRegexOnEachCharacter() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            for (String text : new String[] {"a" + (char) c + "@b", "a@" + (char) c}) {
                assertWithMessage("U+%s", Integer.toHexString(c))
                        .that(EmailAddress.isPlausible(text))
                        .isEqualTo(PLAUSIBLE.matcher(text).matches());
            }
        }
    }

    @Test
    void rejectsOnlySpacesOfRegex() {
        for (char c : " \t\n\u000b\f\r".toCharArray()) {
            assertThat(EmailAddress.isPlausible("a" + c + "@b")).isFalse();
        }
        // Java treats these characters as white space: information separators, the spaces of Unicode, and the line
        // break of other systems.
        for (char c : "\u001c\u001d\u001e\u001f\u1680\u2003\u2028\u3000\u0085".toCharArray()) {
            assertThat(EmailAddress.isPlausible("a" + c + "@b")).isTrue();
        }
    }
}
