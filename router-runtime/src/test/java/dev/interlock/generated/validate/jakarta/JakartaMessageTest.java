package dev.interlock.generated.validate.jakarta;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JakartaMessageTest {
    private static final Map<String, String> MEMBERS = Map.of("of", "2", "max", "9");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {of} to {max}        | 2 to 9
            {of}{of}             | 22
            {other} {of}         | {other} 2
            ${of}                | ${of}
            ${of} {of}           | ${of} 2
            \\${of}              | $2
            \\{of\\} {of}        | {of} 2
            \\\\{of}             | \\2
            {of                  | {of
            {                    | {
            ${of                 | ${of
            {of} {               | 2 {
            $                    | $
            a\\b                 | a\\b
            }{of}                | }2
            """)
    void replacesPlaceholders(String template, String text) {
        assertThat(JakartaMessage.of(template, MEMBERS)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "{", "}", "${", "{of}", "\\", "\uD83D\uDE00"})
    void cutsTextOfClients(String part) {
        String text = JakartaMessage.of("must not be " + part.repeat(1_000_000), MEMBERS);
        assertThat(text).startsWith("must not be ");
        assertThat(text.length()).isAtMost(JakartaMessage.MAX_TEMPLATE);
        assertThat(text).endsWith("\u2026");
        assertWithMessage("half of a surrogate pair")
                .that(Character.isHighSurrogate(text.charAt(text.length() - 2)))
                .isFalse();
    }
}
