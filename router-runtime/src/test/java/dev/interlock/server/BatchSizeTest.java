package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class BatchSizeTest {
    private static final long QUICK = 20_000;
    private static final long SLOW = 1_000_000;

    private final BatchSize size = new BatchSize();

    @Test
    void isTheMostAtFirstAndAsLongAsHandlersAreQuick() {
        assertThat(size.current()).isEqualTo(BatchSize.MOST);
        size.took(QUICK);
        assertThat(size.current()).isEqualTo(BatchSize.MOST);
    }

    @Test
    void isOneAfterASlowHandler_andGrowsAgain() {
        size.took(SLOW);
        assertThat(size.current()).isEqualTo(1);
        size.took(QUICK);
        assertThat(size.current()).isEqualTo(2);
        size.took(QUICK);
        assertThat(size.current()).isEqualTo(4);
        size.took(SLOW);
        assertThat(size.current()).isEqualTo(1);
    }

    @Test
    void neverExceedsTheMost() {
        for (int i = 0; i < 100; i++) {
            size.took(QUICK);
            assertThat(size.current()).isAtMost(BatchSize.MOST);
        }
    }
}
