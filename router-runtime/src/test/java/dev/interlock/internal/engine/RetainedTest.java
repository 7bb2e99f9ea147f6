package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class RetainedTest {
    private static final long GIB = 1L << 30;

    @Test
    void allLoopsKeepPartOfHeap() {
        for (int loops = 1; loops <= 64; loops *= 2) {
            long all = (long) loops * Retained.of(loops, 2 * GIB).bodyBytes();
            assertThat(all).isAtMost(2 * GIB / 256);
        }
    }

    @Test
    void loopKeepsMebibyteAtMost() {
        assertThat(Retained.of(1, 64 * GIB).bodyBytes()).isEqualTo(1024 * 1024);
    }

    @Test
    void keepsSmallBodyInSmallestHeap() {
        assertThat(Retained.of(64, GIB / 64).bodyBytes()).isEqualTo(16 * 1024);
    }
}
