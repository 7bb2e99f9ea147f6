package dev.interlock.dispatch;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class TextPatternTest {
    /** The pattern {@code [a-z]+\u00e9?}, in two pieces. */
    private static final TextPattern PATTERN = TextPattern.parse("61-7a>1|*61-7a>1,", "e9-e9>2|*");

    @Test
    void matchesWholeText() {
        assertThat(PATTERN.matches("abc")).isTrue();
        assertThat(PATTERN.matches("abc\u00e9")).isTrue();
        assertThat(PATTERN.matches("")).isFalse();
        assertThat(PATTERN.matches("abc1")).isFalse();
        assertThat(PATTERN.matches("\u00e9")).isFalse();
        assertThat(PATTERN.matches("abc\u00e9a")).isFalse();
        assertThat(PATTERN.matches("abc\uffff")).isFalse();
    }

    @Test
    void stepsByUtf16Units() {
        TextPattern smile = TextPattern.parse("d83d-d83d>1|de00-de00>2|*");
        assertThat(smile.matches("\ud83d\ude00")).isTrue();
        assertThat(smile.matches("\ud83d")).isFalse();
        assertThat(smile.matches("\ude00\ud83d")).isFalse();
    }
}
