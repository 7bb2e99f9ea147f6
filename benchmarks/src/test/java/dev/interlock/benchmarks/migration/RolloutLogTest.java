package dev.interlock.benchmarks.migration;

import static com.google.common.truth.Truth.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RolloutLogTest {
    private static final RolloutLog BAD = RolloutLog.parse("""
            2026-11-30T10:50:00.000Z 5 % of the load goes to green1,green2: weights 13 to 247
            2026-11-30T10:50:10.000Z verdict at 5 %: more requests are needed need more: about 5,000
            2026-11-30T10:50:20.500Z roll back from 5 %: verdict at 5 %: roll back: GET /orders: 20 of 4,000 failed
            2026-11-30T10:50:20.600Z 0 % of the load goes to green1,green2: weights 0 to 256
            2026-11-30T10:50:20.700Z rolled back
            """);
    private static final RolloutLog GOOD = RolloutLog.parse("""
            2026-11-30T10:50:00.000Z 5 % of the load goes to green1,green2: weights 13 to 247
            2026-11-30T10:51:00.000Z verdict at 5 %: promote promote: passed
            2026-11-30T10:51:00.000Z 20 % of the load goes to green1,green2: weights 64 to 256
            2026-11-30T10:51:20.000Z verdict at 20 %: promote promote: passed
            2026-11-30T10:51:20.000Z 100 % of the load goes to green1,green2: weights 256 to 0
            Traceback, which is no line of the log
            2026-11-30T10:51:30.000Z promoted: green1,green2 has the whole load
            """);

    @Test
    void readsRollBack() {
        assertThat(BAD.rolledBackFrom()).hasValue(5.0);
        assertThat(BAD.reason()).startsWith("verdict at 5 %: roll back: GET /orders");
        assertThat(BAD.isPromoted()).isFalse();
        assertThat(BAD.hasStep(20)).isFalse();
        assertThat(BAD.lengthOf(5)).hasValue(Duration.ofMillis(20_500));
        assertThat(BAD.length()).hasValue(Duration.ofMillis(20_700));
    }

    @Test
    void readsPromotion() {
        assertThat(GOOD.isPromoted()).isTrue();
        assertThat(GOOD.rolledBackFrom()).isEmpty();
        assertThat(GOOD.reason()).isEmpty();
        assertThat(GOOD.hasStep(100)).isTrue();
        assertThat(GOOD.lengthOf(20)).hasValue(Duration.ofSeconds(20));
        assertThat(GOOD.length()).hasValue(Duration.ofSeconds(90));
    }

    @Test
    void hasNoLengthBeforeTheEnd() {
        RolloutLog running =
                RolloutLog.parse("2026-11-30T10:50:00.000Z 5 % of the load goes to green1: weights 1 to 19\n");
        assertThat(running.hasStep(5)).isTrue();
        assertThat(running.lengthOf(5)).isEmpty();
        assertThat(running.length()).isEmpty();
    }
}
