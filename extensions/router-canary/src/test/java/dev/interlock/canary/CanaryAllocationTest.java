package dev.interlock.canary;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.testing.LoopAllocation;
import org.junit.jupiter.api.Test;

/** Measures what the event loop of a real server allocates for the canary. */
final class CanaryAllocationTest {
    @Test
    void requestsAllocateNothing() throws Exception {
        Canary canary = Canary.of(CanaryOptions.defaults());
        long bytes = LoopAllocation.measure(builder -> builder.listener(canary), () -> {}, "A: b\r\n");
        assertWithMessage("bytes that %s requests allocate", LoopAllocation.MEASURED)
                .that(bytes)
                .isLessThan(LoopAllocation.MEASURED);
        Traffic.Route counted = canary.traffic().route("GET /hello");
        assertThat(counted.requests()).isAtLeast(LoopAllocation.ALL);
        assertThat(counted.latency().count()).isEqualTo(counted.requests());
    }
}
