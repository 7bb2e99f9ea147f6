package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LogThrottleTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void permitsFirstEventAfterCalmMinute() {
        LogThrottle throttle = new LogThrottle();
        long now = Long.MAX_VALUE - 30 * SECOND;
        assertThat(throttle.permits(now)).isTrue();
        for (int i = 0; i < 100; i++) {
            now += 59 * SECOND;
            assertThat(throttle.permits(now)).isFalse();
        }
        assertThat(throttle.permits(now + 60 * SECOND)).isTrue();
    }
}
