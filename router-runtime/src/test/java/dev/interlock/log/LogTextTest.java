package dev.interlock.log;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LogTextTest {
    @Test
    void keepsPlainText() {
        String text = "h\u00e9llo \ud83d\ude00 \\ \"x\" \u4e2d";
        assertThat(LogText.of(text)).isSameInstanceAs(text);
    }

    @Test
    void escapesControlCharacters() {
        assertThat(LogText.of("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
        assertThat(LogText.of("\u001b[31m\u0000\u007f\u009b")).isEqualTo("\\u001b[31m\\u0000\\u007f\\u009b");
        assertThat(LogText.of("a\u2028b\u2029c\u0085")).isEqualTo("a\\u2028b\\u2029c\\u0085");
    }

    @Test
    void escapesBidiAndHiddenCharacters() {
        assertThat(LogText.of("\u202ea\u2066\u200f\ufeff\u200b")).isEqualTo("\\u202ea\\u2066\\u200f\\ufeff\\u200b");
        // A tag character beyond the first plane, and unpaired surrogates.
        assertThat(LogText.of("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
        assertThat(LogText.of("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(LogText.of("\ude00a")).isEqualTo("\\ude00a");
    }

    @Test
    void resultIsSafe() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            String safe =
                    LogText.of(new StringBuilder().appendCodePoint(character).toString());
            boolean breaks = safe.codePoints()
                    .anyMatch(it ->
                            Character.isISOControl(it) || Character.getType(it) == Character.FORMAT || it == 0x2028);
            assertWithMessage("%s", character).that(breaks).isFalse();
        }
    }

    @Test
    void keepsThrowableWithPlainText() {
        Exception plain = new IllegalStateException("plain", new RuntimeException());
        assertThat(LogText.of(plain)).isSameInstanceAs(plain);
    }

    @Test
    void escapesEveryMessageOfThrowable() {
        Exception thrown = new IllegalStateException("plain", new IllegalArgumentException("a\nERROR forged"));
        thrown.addSuppressed(new RuntimeException("b\u001b[2J"));
        Throwable safe = LogText.of(thrown);
        assertThat(safe.getStackTrace()).isEqualTo(thrown.getStackTrace());
        String printed = printed(safe);
        assertThat(printed).startsWith("java.lang.IllegalStateException: plain");
        assertThat(printed).contains("Caused by: java.lang.IllegalArgumentException: a\\nERROR forged");
        assertThat(printed).contains("Suppressed: java.lang.RuntimeException: b\\u001b[2J");
        assertThat(printed).doesNotContain("\nERROR");
    }

    @Test
    void endsCycleOfCauses() {
        Exception one = new IllegalStateException("one\n");
        Exception two = new IllegalStateException("two", one);
        one.initCause(two);
        assertThat(printed(LogText.of(one))).contains("Caused by: java.lang.IllegalStateException: two");
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
