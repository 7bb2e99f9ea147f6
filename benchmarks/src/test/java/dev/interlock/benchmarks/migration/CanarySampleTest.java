package dev.interlock.benchmarks.migration;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.Range;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CanarySampleTest {
    /** The guide of the canary has 6,650 as the mean of simulations, which look every few requests. */
    @Test
    void promotionNeedsAboutSixThousandRequests() {
        assertThat(CanarySample.toPromote()).isIn(Range.closed(6_600L, 6_650L));
    }

    @Test
    void moreErrorsAreFoundEarlier() {
        assertThat(CanarySample.toRollBack(0.005)).isLessThan(1_000);
        assertThat(CanarySample.toRollBack(0.002)).isIn(Range.closed(2_000L, 2_600L));
        assertThrows(IllegalArgumentException.class, () -> CanarySample.toRollBack(0.0004));
    }

    @Test
    void secondsFollowFromRateAndShare() {
        assertThat(CanarySample.seconds(6_000, 2_000, 0.05)).isEqualTo(60);
    }

    @Test
    void quickRunHasItsSamplesInTime() {
        String arithmetic = Plan.of(true).arithmetic().stream().collect(Collectors.joining("\n"));
        assertThat(arithmetic).contains("53 s at 2,500 requests/s");
        assertThat(arithmetic).contains("are 0.12 % errors, found after about 4,");
    }

    /** The shop allows 60 log-ins of an address at once, and then one in two seconds. */
    @Test
    void customersMayLogInSoOften() {
        for (Plan plan : new Plan[] {Plan.of(true), Plan.of(false)}) {
            double logins = Plan.CUSTOMERS + plan.recordRate() * plan.recordSeconds() / plan.visitRequests();
            // Each process is warmed up, also the one that records.
            logins += 2 * ReplayStage.WARM_UPS;
            double replaySeconds = plan.recordSeconds() / plan.replaySpeed();
            assertThat(logins).isLessThan(60 + replaySeconds / 2);
        }
    }
}
