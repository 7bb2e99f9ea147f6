package dev.interlock.example.shop.auth;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RateTableTest {
    private final RateTable table = new RateTable(3, Duration.ofSeconds(10));

    private long take(String key, long now) {
        return table.take(key.getBytes(UTF_8), now);
    }

    @Test
    void allowsBurstThenOnePerInterval() {
        for (int i = 0; i < 3; i++) {
            assertThat(take("a", 1_000_000)).isEqualTo(0);
        }
        assertThat(take("a", 1_000_000)).isEqualTo(10_000);
        assertThat(take("a", 1_004_000)).isEqualTo(6_000);
        assertThat(take("a", 1_010_000)).isEqualTo(0);
        assertThat(take("a", 1_010_000)).isEqualTo(10_000);
        assertThat(take("b", 1_010_000)).isEqualTo(0);
    }

    @Test
    void waitingRestoresBurst() {
        for (int i = 0; i < 4; i++) {
            take("a", 1_000_000);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(take("a", 1_030_000)).isEqualTo(0);
        }
        assertThat(take("a", 1_030_000)).isGreaterThan(0);
    }

    /**
     * Tests two claims: many other keys do not make the table forget an exhausted key, and few keys are rejected
     * because of other keys.
     */
    @Test
    void manyKeysDoNotFreeOne() {
        for (int i = 0; i < 3; i++) {
            take("a", 1_000_000);
        }
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            for (int attempt = 0; attempt < 3; attempt++) {
                refused += take("other " + i, 1_000_000) > 0 ? 1 : 0;
            }
        }
        assertThat(refused).isLessThan(300);
        assertThat(take("a", 1_000_000)).isGreaterThan(0);
    }
}
