package dev.interlock.internal.settings;

import static com.google.common.truth.Truth.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TickTest {
    /** A key manager can switch TLS on without a setting, so the handshake limit always counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {"head-timeout", "idle-timeout", "tls-handshake-timeout", "stream-timeout", "exchange-timeout"})
    void fourTicksAreAtMostTheShortestLimit(String limit) {
        Settings settings = new Settings(new SettingValues(), Overrides.ofArguments(List.of("--" + limit + "=1200ms")));
        assertThat(EngineSettings.tick(settings, List.of())).isEqualTo(Duration.ofMillis(300));
    }
}
