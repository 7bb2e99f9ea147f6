package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class InFlightTest {
    private final InFlight inFlight = new InFlight(2, 100);

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

    @Test
    void countsBytesOfAllTogether() {
        assertThat(inFlight.hold(60, 60)).isTrue();
        assertThat(inFlight.hold(40, 40)).isTrue();
        assertThat(inFlight.hold(1, 41)).isFalse();
        inFlight.release(41);
        assertThat(inFlight.hold(30, 30)).isTrue();
    }

    @Test
    void oneAloneMayHoldWhatItsRouteAllows() {
        assertThat(inFlight.hold(80, 80)).isTrue();
        assertThat(inFlight.hold(80, 160)).isTrue();
        assertThat(inFlight.hold(1, 1)).isFalse();
    }
}
