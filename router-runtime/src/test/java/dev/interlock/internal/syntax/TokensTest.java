package dev.interlock.internal.syntax;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void knowsTokenCharacters() {
        for (int c = -1; c < 0x10000; c++) {
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean expected = letterOrDigit || (c >= 0 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
            assertWithMessage("%s", c).that(Tokens.isTchar(c)).isEqualTo(expected);
        }
    }

    @Test
    void findsEnds() {
        byte[] bytes = "a-1 \t\"x\\\"y\" z".getBytes(US_ASCII);
        assertThat(Tokens.tokenEnd(bytes, 0, bytes.length)).isEqualTo(3);
        assertThat(Tokens.skipWhitespace(bytes, 3, bytes.length)).isEqualTo(5);
        assertThat(Tokens.quotedStringEnd(bytes, 5, bytes.length)).isEqualTo(11);
        assertThat(Tokens.quotedStringEnd(bytes, 5, 9)).isEqualTo(9);
        assertThat(Tokens.quotedStringEnd(bytes, 5, 8)).isEqualTo(8);
        assertThat(Tokens.isToken(bytes, 0, 3)).isTrue();
        assertThat(Tokens.isToken(bytes, 0, 4)).isFalse();
        assertThat(Tokens.isToken(bytes, 0, 0)).isFalse();
    }

    @Test
    void removesQuotes() {
        assertThat(unquoted("\"a\\\"b\\\\\"")).isEqualTo("a\"b\\");
        assertThat(unquoted("plain")).isEqualTo("plain");
        assertThat(unquoted("")).isEmpty();
        assertThat(unquoted("\"")).isEmpty();
        assertThat(unquoted("\"a\\")).isEqualTo("a\\");
    }

    private static String unquoted(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        return Tokens.unquoted(bytes, 0, bytes.length);
    }
}
