package dev.interlock.internal.admin;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class ConfigPageTest {
    @Test
    void masksSecrets() {
        assertThat(new ConfigPage.Line("ticket-password", "battery", "builder").shown())
                .isEqualTo("***");
        assertThat(new ConfigPage.Line("port", "8080", "builder").shown()).isEqualTo("8080");
    }
}
