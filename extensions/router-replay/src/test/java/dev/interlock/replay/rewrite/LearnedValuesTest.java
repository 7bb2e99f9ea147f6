package dev.interlock.replay.rewrite;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** Limits of learned values. */
final class LearnedValuesTest {
    @Test
    void forgetsTheLeastRecentlyUsed() {
        LearnedValues values = new LearnedValues(2);
        values.learn("order", "1", "11");
        values.learn("order", "2", "12");
        assertThat(values.replacement("order", "1")).isEqualTo("11");
        values.learn("order", "3", "13");
        assertThat(values.replacement("order", "2")).isNull();
        assertThat(values.replacement("order", "1")).isEqualTo("11");
        assertThat(values.size()).isEqualTo(2);
    }

    @Test
    void boundsTheCharactersOfAllValues() {
        LearnedValues values = new LearnedValues(100);
        String longest = "x".repeat(LearnedValues.MOST_CHARACTERS - 10);
        for (int i = 0; i < 100; i++) {
            values.learn("", longest + i, "y" + longest + i);
        }
        long characters = values.all().stream()
                .mapToLong(it -> it.recorded().length() + it.received().length())
                .sum();
        assertThat(characters).isAtMost(25_600);
        assertThat(values.size()).isEqualTo(1);
        assertThat(values.replacement("", longest + 99)).isNotNull();
    }
}
