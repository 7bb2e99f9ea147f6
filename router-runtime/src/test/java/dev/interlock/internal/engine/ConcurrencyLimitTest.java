package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class ConcurrencyLimitTest {
    private final ConcurrencyLimit limit = new ConcurrencyLimit(2);

    @Test
    void rejectsExchangesAboveLimitUnlessEssential() {
        assertThat(limit.enter(false)).isTrue();
        assertThat(limit.enter(false)).isTrue();
        assertThat(limit.enter(false)).isFalse();
        assertThat(limit.enter(true)).isTrue();
        limit.leave();
        limit.leave();
        assertThat(limit.enter(false)).isTrue();
        assertThat(limit.count()).isEqualTo(2);
    }
}
