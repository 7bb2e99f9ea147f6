package dev.interlock.generated.validate;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    /** The documented grammar, without the limit on the whole length. */
    private static final Pattern GRAMMAR =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    @Property
    void agreesWithGrammar(
            @ForAll @StringLength(max = 12) @Chars({'a', 'Z', '0', '.', '@', '-', '!', ' ', '\u00e9'}) String text) {
        assertWithMessage("<%s>", text)
                .that(EmailAddress.isValid(text))
                .isEqualTo(GRAMMAR.matcher(text).matches());
    }

    @Property
    void agreesWithGrammarOnNearAddresses(
            @ForAll @StringLength(min = 1, max = 70) @CharRange(from = '!', to = '~') String local,
            @ForAll @StringLength(min = 1, max = 70) @Chars({'a', 'B', '7', '-', '.'}) String domain) {
        String text = local + "@" + domain;
        assertWithMessage("<%s>", text)
                .that(EmailAddress.isValid(text))
                .isEqualTo(GRAMMAR.matcher(text).matches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "ada.lovelace+news@example.org", "x!#$%&'*+-/=?^_`{|}~@a-b.c1", "1@2.3"})
    void acceptsRealAddresses(String text) {
        assertThat(EmailAddress.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b",
                "a@b@c",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a@.b",
                "a@b.",
                "a@b..c",
                "a@-b",
                "a@b-",
                "a b@c",
                "a@b c",
                "\"a b\"@c",
                "a@[127.0.0.1]",
                "\u00e9@b",
                "a@\u00e9",
                "a@b_c",
                "a@b\n"
            })
    void rejectsInvalidAddresses(String text) {
        assertThat(EmailAddress.isValid(text)).isFalse();
    }

    @Test
    void limitsLengths() {
        String domain = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(61);
        assertThat(EmailAddress.isValid("x".repeat(64) + "@" + domain)).isTrue();
        assertThat(EmailAddress.isValid("x".repeat(64) + "@" + domain + "c")).isFalse();
        assertThat(EmailAddress.isValid("x".repeat(65) + "@b")).isFalse();
        assertThat(EmailAddress.isValid("x@" + "a".repeat(63))).isTrue();
        assertThat(EmailAddress.isValid("x@" + "a".repeat(64))).isFalse();
    }
}
