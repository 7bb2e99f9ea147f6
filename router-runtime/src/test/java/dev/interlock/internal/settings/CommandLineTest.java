package dev.interlock.internal.settings;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.server.HttpServer;
import dev.interlock.server.StartException;
import dev.interlock.server.TestRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {
    private static Settings settings(String... arguments) {
        return new Settings(new SettingValues(), Overrides.ofArguments(List.of(arguments)));
    }

    private static String mistake(String... arguments) {
        return String.valueOf(
                assertThrows(SettingException.class, () -> settings(arguments)).getMessage());
    }

    @Test
    void readsEachSetting() {
        Settings settings = settings("--port", "9000", "--max-body=4m", "--admin-port", "-1", "--access-log-to=a=b");
        assertThat(settings.get(Setting.PORT)).isEqualTo(9000);
        assertThat(settings.get(Setting.MAX_BODY)).isEqualTo(4 << 20);
        assertThat(settings.get(Setting.ADMIN_PORT)).isEqualTo(-1);
        assertThat(settings.get(Setting.ACCESS_LOG_TO)).isEqualTo("a=b");
        assertThat(settings.source(Setting.PORT)).isEqualTo(SettingSource.ARGUMENT);
        assertThat(settings.describe(Setting.PORT)).isEqualTo("9000 (argument --port)");
    }

    @Test
    void overridesOtherSources() {
        Map<String, String> property = Map.of("interlock.max-fields", "3");
        Map<String, String> variable = Map.of("INTERLOCK_MAX_FIELDS", "4");
        SettingValues chosen = new SettingValues();
        chosen.put(Setting.MAX_FIELDS, 5);
        Overrides overrides = new Overrides(
                CommandLine.read(List.of("--max-fields", "2")),
                property,
                variable,
                Map.of("interlock.max-fields", "6"),
                "");
        assertThat(new Settings(chosen, overrides).get(Setting.MAX_FIELDS)).isEqualTo(2);
    }

    @Test
    void explainsMistakes() {
        assertThat(mistake("--prot", "1")).isEqualTo("The argument '--prot' is not known. Tip: the nearest is --port");
        assertThat(mistake("port")).isEqualTo("The argument 'port' is not known. Tip: the nearest is --port");
        assertThat(mistake("")).startsWith("The argument '' is not known. Tip: the nearest is --");
        assertThat(mistake("--port")).isEqualTo("The argument --port has no value. Tip: write --port and a value");
        assertThat(mistake("--port", "1", "--port=2"))
                .isEqualTo("The argument --port occurs twice. Tip: remove one of the two");
        assertThat(mistake("--port", "web"))
                .isEqualTo(
                        "The setting port is 'web' (argument --port), expected 0 to 65535. Tip: 0 selects a free port");
    }

    @Test
    void namesTheConfigurationFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.properties"), "interlock.max-fields=7\n");
        Settings settings = settings("--config", file.toString());
        assertThat(settings.get(Setting.MAX_FIELDS)).isEqualTo(7);
        assertThat(settings.source(Setting.MAX_FIELDS)).isEqualTo(SettingSource.FILE);
        assertThat(settings.fileName()).isEqualTo(file.toString());
        assertThat(mistake("--config", directory.resolve("none").toString()))
                .isEqualTo(
                        "The configuration file " + directory.resolve("none")
                                + " (argument --config) does not exist. Tip: name a file with lines such as interlock.port=8080");
    }

    /** A mistake ends the start before the server opens anything. */
    @Test
    void mistakeEndsTheStart() {
        StartException failure = assertThrows(
                StartException.class,
                () -> HttpServer.builder(new TestRouter())
                        .overridable(false)
                        .arguments("--prot", "1")
                        .start());
        assertThat(failure)
                .hasMessageThat()
                .isEqualTo("The argument '--prot' is not known. Tip: the nearest is --port");
    }
}
