package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.CommandLine.UsageException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    @Test
    void argumentOverridesVariableAndDefault() throws UsageException {
        assertThat(parse("9000", "--port", "9001")).isEqualTo(9001);
        assertThat(parse("9000")).isEqualTo(9000);
        assertThat(parse(null)).isEqualTo(8080);
        assertThat(parse(null, "--port", "0")).isEqualTo(0);
        assertThat(parse(null, "--port", "65535")).isEqualTo(65_535);
    }

    @Test
    void explainsMistakes() {
        assertThat(mistake(null, "--port", "web")).isEqualTo("--port must be a number from 0 to 65535, not 'web'");
        assertThat(mistake(null, "--port", "65536")).contains("not '65536'");
        assertThat(mistake(null, "--port", "-1")).contains("not '-1'");
        assertThat(mistake("")).isEqualTo("The variable PORT must be a number from 0 to 65535, not ''");
        assertThat(mistake(null, "--port")).contains("exactly one number");
        assertThat(mistake(null, "--port", "1", "2")).contains("exactly one number");
        assertThat(mistake(null, "--prot", "1")).contains("Unknown argument '--prot'. Usage:");
    }

    private static int parse(@Nullable String variable, String... arguments) throws UsageException {
        return CommandLine.parse(arguments, variable).port();
    }

    private static @Nullable String mistake(@Nullable String variable, String... arguments) {
        return assertThrows(UsageException.class, () -> CommandLine.parse(arguments, variable))
                .getMessage();
    }
}
