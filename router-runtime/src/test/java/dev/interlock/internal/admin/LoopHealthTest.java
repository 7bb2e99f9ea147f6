package dev.interlock.internal.admin;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.engine.LoopActivity;
import dev.interlock.internal.engine.LoopClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoopHealthTest {
    private static final long MILLISECOND = 1_000_000;

    private final LoopActivity first = new LoopActivity();
    private final LoopActivity second = new LoopActivity();
    private long now = 1_000 * MILLISECOND;

    private final LoopClock clock = new LoopClock() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    };

    private LoopHealth health(Duration limit) {
        first.beginTicks(now, 100 * MILLISECOND);
        second.beginTicks(now, 100 * MILLISECOND);
        return new LoopHealth(List.of("a", "b"), List.of(first, second), limit, clock);
    }

    @Test
    void isDownAfterTheLimit() {
        LoopHealth health = health(Duration.ofMillis(400));
        now += 500 * MILLISECOND;
        assertThat(health.check().isUp()).isTrue();
        first.beginTicks(now, 100 * MILLISECOND);
        now += MILLISECOND;
        assertThat(health.check().problem()).isEqualTo("b has stalled for 401 ms");
        second.beginTicks(now, 100 * MILLISECOND);
        assertThat(health.check().isUp()).isTrue();
    }

    @Test
    void zeroIsNoLimit() {
        LoopHealth health = health(Duration.ZERO);
        now += Duration.ofHours(1).toNanos();
        assertThat(health.check().isUp()).isTrue();
    }

    /** The machine slept, so no loop could work. */
    @Test
    void pauseOfTheProcessIsNoStall() {
        LoopHealth health = health(Duration.ofMillis(400));
        LoopActivity own = new LoopActivity();
        own.beginTicks(now, 100 * MILLISECOND);
        health.own(own);
        now += Duration.ofHours(1).toNanos();
        assertThat(health.check().isUp()).isTrue();
        own.beginTicks(now, 100 * MILLISECOND);
        assertThat(health.check().isUp()).isFalse();
    }
}
