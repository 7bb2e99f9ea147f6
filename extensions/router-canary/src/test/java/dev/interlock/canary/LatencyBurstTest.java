package dev.interlock.canary;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roll-backs for the latency, on simulated traffic with fixed seeds. */
final class LatencyBurstTest {
    /** In a burst, the latencies of all requests depend on one pause, so they are not independent evidence. */
    @Test
    void rollBackForLatencyHoldsWithoutAnyBurst() {
        CanaryTest test = CanaryTest.of(CanaryOptions.defaults());
        Traffic baseline = add(new SimulatedTraffic(1), 40_000, 1).traffic();
        for (int run = 0; run < 20; run++) {
            SimulatedTraffic slow = new SimulatedTraffic(run).route("GET /");
            SimulatedTraffic once = new SimulatedTraffic(run).route("GET /");
            List<Traffic> ofSlow = new ArrayList<>(List.of(slow.traffic()));
            List<Traffic> ofOnce = new ArrayList<>(List.of(once.traffic()));
            for (int part = 0; part < 8; part++) {
                // The pause begins in one part and ends in the next one.
                boolean isPaused = part == 3 || part == 4;
                ofSlow.add(add(slow, 500, 3).traffic());
                ofOnce.add(add(once, 500, 1).pause("GET /", isPaused ? 100 : 0).traffic());
            }
            assertThat(test.evaluate(baseline, slow.traffic()).isByLatencyAlone())
                    .isTrue();
            assertThat(test.rollsBackWithoutBurst(baseline, ofSlow)).isTrue();
            assertThat(test.evaluate(baseline, once.traffic()).isByLatencyAlone())
                    .isTrue();
            assertThat(test.rollsBackWithoutBurst(baseline, ofOnce)).isFalse();
        }
        Traffic all = add(new SimulatedTraffic(1), 4000, 10).traffic();
        assertThat(test.rollsBackWithoutBurst(baseline, List.of(Traffic.NONE, all)))
                .isFalse();
    }

    private static SimulatedTraffic add(SimulatedTraffic traffic, long requests, double slowdown) {
        return traffic.requests("GET /", requests, 0).latencies("GET /", requests, slowdown);
    }
}
