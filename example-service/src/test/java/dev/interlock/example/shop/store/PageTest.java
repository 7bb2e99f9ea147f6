package dev.interlock.example.shop.store;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PageTest {
    @Test
    void cutsWithinList() {
        assertThat(page(0, 2)).isEqualTo(new Page<>(List.of("a", "b"), 3));
        assertThat(page(2, 2)).isEqualTo(new Page<>(List.of("c"), 3));
        assertThat(page(3, 2)).isEqualTo(new Page<>(List.of(), 3));
        assertThat(page(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEqualTo(new Page<>(List.of(), 3));
        assertThat(page(1, Integer.MAX_VALUE)).isEqualTo(new Page<>(List.of("b", "c"), 3));
    }

    private static Page<String> page(int offset, int limit) {
        return Page.of(Stream.of("a", "b", "c"), offset, limit);
    }
}
