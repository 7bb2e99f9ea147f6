package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class BatchSizeTest {
    private static final long QUICK = 20_000;
    private static final long SLOW = 1_000_000;

    private final BatchSize size = new BatchSize();

    @Test
    void staysAtMaximumForQuickHandlers() {
        assertThat(size.current()).isEqualTo(BatchSize.MOST);
        size.took(QUICK);
        assertThat(size.current()).isEqualTo(BatchSize.MOST);
    }

    @Test
    void dropsToOneAfterSlowPassAndRecovers() {
        size.took(SLOW);
        assertThat(size.current()).isEqualTo(1);
        quickPasses(BatchSize.QUICK_PASSES - 1);
        assertThat(size.current()).isEqualTo(1);
        quickPasses(1);
        assertThat(size.current()).isEqualTo(2);
        quickPasses(BatchSize.QUICK_PASSES);
        assertThat(size.current()).isEqualTo(3);
    }

    @Test
    void slowPassRestartsCount() {
        size.took(SLOW);
        quickPasses(BatchSize.QUICK_PASSES - 1);
        size.took(SLOW);
        quickPasses(BatchSize.QUICK_PASSES - 1);
        assertThat(size.current()).isEqualTo(1);
    }

    private void quickPasses(int count) {
        for (int i = 0; i < count; i++) {
            size.took(QUICK);
        }
    }

    @Test
    void neverExceedsMaximum() {
        size.took(SLOW);
        quickPasses(2 * BatchSize.MOST * BatchSize.QUICK_PASSES);
        assertThat(size.current()).isEqualTo(BatchSize.MOST);
    }
}
