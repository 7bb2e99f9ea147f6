package dev.interlock.internal.text;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void keepsShortText() {
        assertThat(Excerpt.of("")).isEqualTo("");
        assertThat(Excerpt.of("x".repeat(64))).isEqualTo("x".repeat(64));
    }

    @Test
    void cutsLongTextBetweenCharacters() {
        assertThat(Excerpt.of("x".repeat(65))).isEqualTo("x".repeat(63) + "\u2026");
        assertThat(Excerpt.of("x".repeat(62) + "\ud83d\ude00x")).isEqualTo("x".repeat(62) + "\u2026");
    }
}
