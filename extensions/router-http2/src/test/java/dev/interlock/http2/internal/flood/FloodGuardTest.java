package dev.interlock.http2.internal.flood;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FloodGuardTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = 1_000 * SECOND;

    private FloodGuard guard(Flood kind, int burst, int perSecond) {
        return new FloodGuard(FloodLimits.DEFAULT.with(kind, burst, perSecond), now);
    }

    /** Sends frames until one is rejected. Returns the number of accepted frames. */
    private int accepted(FloodGuard guard, Flood kind) {
        int count = 0;
        while (guard.add(kind, now) == null) {
            count++;
        }
        return count;
    }

    @ParameterizedTest
    @EnumSource
    void eachKindHasItsLimit(Flood kind) {
        FloodGuard guard = new FloodGuard(FloodLimits.DEFAULT, now);
        assertThat(accepted(guard, kind)).isEqualTo(kind.burst());
        assertThat(guard.add(kind, now)).isEqualTo(Violation.FLOOD);
        assertThat(Violation.FLOOD.code()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
        assertThat(guard.count(kind)).isEqualTo(kind.burst() + 2);
        now += SECOND;
        assertThat(accepted(guard, kind)).isEqualTo(kind.perSecond());
        // Other kinds are not affected.
        for (Flood other : Flood.values()) {
            assertThat(other == kind || guard.count(other) == 0).isTrue();
        }
    }

    @Test
    void aLongPauseGivesNoMoreThanTheBurst() {
        FloodGuard guard = guard(Flood.PINGS, 10, 5);
        assertThat(guard.add(Flood.PINGS, now)).isNull();
        now += 3600 * SECOND;
        assertThat(accepted(guard, Flood.PINGS)).isEqualTo(10);
        now += SECOND / 5;
        assertThat(accepted(guard, Flood.PINGS)).isEqualTo(1);
    }

    @Test
    void aFullBucketStaysAtTheBurst() {
        FloodGuard guard = guard(Flood.PINGS, 10, 5);
        assertThat(guard.add(Flood.PINGS, now)).isNull();
        now += 2 * SECOND;
        assertThat(accepted(guard, Flood.PINGS)).isEqualTo(10);
    }

    @Test
    void partsOfTokensAreNotLost() {
        FloodGuard guard = guard(Flood.PINGS, 10, 3);
        assertThat(accepted(guard, Flood.PINGS)).isEqualTo(10);
        int count = 0;
        for (int i = 0; i < 100; i++) {
            now += SECOND / 10;
            count += accepted(guard, Flood.PINGS);
        }
        assertThat(count).isEqualTo(30);
    }

    @Test
    void limitMayBeZero() {
        FloodGuard guard = guard(Flood.PRIORITIES, 0, 0);
        now += 3600 * SECOND;
        assertThat(guard.add(Flood.PRIORITIES, now)).isEqualTo(Violation.FLOOD);
    }

    @Test
    void serverMayAllowMore() {
        FloodGuard guard = guard(Flood.WINDOW_UPDATES, 2, 0);
        guard.allow(Flood.WINDOW_UPDATES);
        assertThat(accepted(guard, Flood.WINDOW_UPDATES)).isEqualTo(2);
        guard.allow(Flood.WINDOW_UPDATES);
        assertThat(accepted(guard, Flood.WINDOW_UPDATES)).isEqualTo(1);
    }

    @Test
    void onlySmallDataCounts() {
        FloodGuard guard = guard(Flood.EMPTY_DATA, 1, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(guard.addData(FloodGuard.SMALL_BYTES, false, now)).isNull();
            assertThat(guard.addData(0, true, now)).isNull();
        }
        assertThat(guard.count(Flood.EMPTY_DATA)).isEqualTo(0);
        assertThat(guard.addData(1, false, now)).isNull();
        assertThat(guard.count(Flood.SMALL_DATA)).isEqualTo(1);
        assertThat(guard.addData(0, false, now)).isNull();
        assertThat(guard.addData(0, false, now)).isEqualTo(Violation.FLOOD);
    }

    @Test
    void limitsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> FloodLimits.DEFAULT.with(Flood.PINGS, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> FloodLimits.DEFAULT.with(Flood.PINGS, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> FloodLimits.DEFAULT.with(Flood.PINGS, 1, 1_000_001));
    }
}
