package dev.interlock.engine;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class InFlightTest {
    private final InFlight inFlight = new InFlight(2);

    @Test
    void countsExchanges() {
        assertThat(inFlight.enter(false)).isTrue();
        assertThat(inFlight.enter(false)).isTrue();
        assertThat(inFlight.enter(false)).isFalse();
        assertThat(inFlight.enter(true)).isTrue();
        inFlight.leave();
        inFlight.leave();
        assertThat(inFlight.enter(false)).isTrue();
        assertThat(inFlight.count()).isEqualTo(2);
    }
}
