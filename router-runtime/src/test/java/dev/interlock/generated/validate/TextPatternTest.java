package dev.interlock.generated.validate;

import static com.google.common.truth.Truth.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TextPatternTest {
    /** The pattern {@code [a-z]+\u00e9?}, in two pieces. */
    private static final Predicate<CharSequence> PATTERN = Constraints.pattern("61-7a>1|*61-7a>1,", "e9-e9>2|*");

    @Test
    void matchesWholeText() {
        assertThat(PATTERN.test("abc")).isTrue();
        assertThat(PATTERN.test("abc\u00e9")).isTrue();
        assertThat(PATTERN.test("")).isFalse();
        assertThat(PATTERN.test("abc1")).isFalse();
        assertThat(PATTERN.test("\u00e9")).isFalse();
        assertThat(PATTERN.test("abc\u00e9a")).isFalse();
        assertThat(PATTERN.test("abc\uffff")).isFalse();
    }

    @Test
    void stepsByUtf16Units() {
        Predicate<CharSequence> smile = Constraints.pattern("d83d-d83d>1|de00-de00>2|*");
        assertThat(smile.test("\ud83d\ude00")).isTrue();
        assertThat(smile.test("\ud83d")).isFalse();
        assertThat(smile.test("\ude00\ud83d")).isFalse();
    }
}
