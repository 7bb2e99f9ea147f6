package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LoopActivityTest {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(16);

    private final LoopActivity activity = new LoopActivity();
    private long now = -5;

    private void tickAfter(long nanos) {
        now += nanos;
        activity.ticked(now, PERIOD);
    }

    private long lag() {
        return activity.lagNanos(now);
    }

    @Test
    void loopWithoutTicksHasNoLag() {
        assertThat(activity.lagNanos(WINDOW)).isEqualTo(0);
    }

    @Test
    void punctualLoopHasNoLag() {
        tickAfter(0);
        tickAfter(PERIOD);
        tickAfter(PERIOD - 1);
        assertThat(lag()).isEqualTo(0);
    }

    @Test
    void longestLagStays() {
        tickAfter(0);
        tickAfter(PERIOD + 70);
        tickAfter(PERIOD + 30);
        assertThat(lag()).isEqualTo(70);
    }

    @Test
    void overdueTickCountsBeforeItComes() {
        tickAfter(0);
        now += PERIOD + 9;
        assertThat(lag()).isEqualTo(9);
    }

    @Test
    void lagIsForgottenAfterTwoWindows() {
        tickAfter(0);
        tickAfter(PERIOD + 70);
        long begun = now;
        while (now - begun < WINDOW) {
            tickAfter(PERIOD);
        }
        assertThat(lag()).isEqualTo(70);
        while (now - begun < 2 * WINDOW) {
            tickAfter(PERIOD);
        }
        assertThat(lag()).isEqualTo(0);
    }
}
