package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.settings.Overrides;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.internal.settings.Settings;
import dev.interlock.internal.transport.Transport;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {
    private static Settings properties(String... namesAndValues) {
        return settings(new Overrides(map(namesAndValues), Map.of()));
    }

    private static Settings settings(Overrides overrides) {
        return HttpServer.builder(new TestRouter()).settings(overrides);
    }

    private static Map<String, String> map(String... namesAndValues) {
        return namesAndValues.length == 0 ? Map.of() : Map.of(namesAndValues[0], namesAndValues[1]);
    }

    private static String refusal(Runnable call) {
        return String.valueOf(assertThrows(StartException.class, call::run).getMessage());
    }

    @Test
    void takesPropertyThenVariableThenFileThenBuilderThenDefault() {
        SettingValues chosen = new SettingValues();
        chosen.put(Setting.PORT, 4);
        Map<String, String> property = Map.of("interlock.port", "1");
        Map<String, String> variable = Map.of("INTERLOCK_PORT", "2");
        Map<String, String> file = Map.of("interlock.port", "3");
        List<Settings> settings = List.of(
                new Settings(chosen, new Overrides(property, variable, file)),
                new Settings(chosen, new Overrides(Map.of(), variable, file)),
                new Settings(chosen, new Overrides(Map.of(), Map.of(), file)),
                new Settings(chosen, Overrides.NONE),
                new Settings(new SettingValues(), Overrides.NONE));
        List<Integer> ports = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (Settings each : settings) {
            ports.add(each.get(Setting.PORT));
            sources.add(each.source(Setting.PORT).describe("interlock.port", "INTERLOCK_PORT"));
        }
        assertThat(ports).containsExactly(1, 2, 3, 4, 8080).inOrder();
        assertThat(sources)
                .containsExactly(
                        "system property interlock.port",
                        "environment variable INTERLOCK_PORT",
                        "configuration file, interlock.port",
                        "builder",
                        "default")
                .inOrder();
    }

    @Test
    void readsTypesOtherThanNumbers() {
        assertThat(properties("interlock.idle-timeout", " 2m ").get(Setting.IDLE_TIMEOUT))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(properties("interlock.max-body", "64k").get(Setting.MAX_BODY))
                .isEqualTo(65_536);
        assertThat(properties("interlock.transport", "nio").get(Setting.TRANSPORT))
                .isEqualTo(Optional.of(Transport.Kind.NIO));
    }

    @Test
    void everyDefaultIsInRangeAndReadsAsItIsShown() {
        Settings defaults = new Settings(new SettingValues(), Overrides.NONE);
        for (Setting<?> each : Setting.ALL) {
            assertWithMessage(each.name()).that(defaults.get(each)).isEqualTo(each.standard());
            assertThat(readDefault(each)).isEqualTo(each.standard());
        }
    }

    private static <T> T readDefault(Setting<T> setting) {
        return setting.type().read(setting.type().show(setting.standard()));
    }

    @Test
    void everySettingIsListedOnce() throws IllegalAccessException {
        List<Object> declared = new ArrayList<>();
        for (Field field : Setting.class.getDeclaredFields()) {
            if (field.getType() == Setting.class) {
                declared.add(field.get(null));
            }
        }
        assertThat(Setting.ALL).containsExactlyElementsIn(declared).inOrder();
        assertThat(Setting.ALL.stream().map(Setting::name).distinct().count()).isEqualTo(declared.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port|70000|'70000' (system property interlock.port), expected 0 to 65535. Tip: 0 selects a free port",
                "port|http|'http' (system property interlock.port), expected 0 to 65535. Tip: 0 selects a free port",
                "max-head|5|'5' (system property interlock.max-head), expected 16 to 1m bytes. Tip: write bytes, or 64k,"
                        + " or 1m",
                "connection-memory|100k|'100k' (system property interlock.connection-memory), expected 0 or 256k to 1g bytes."
                        + " Tip: 0 is a quarter of -Xmx and of -XX:MaxDirectMemorySize; write bytes, or 64k, or 1m",
                "max-stored-bytes|1k|'1k' (system property interlock.max-stored-bytes), expected 0 or 1m to 1024t bytes."
                        + " Tip: 0 is half of the free space; write bytes, or 500m, 10g or 1t",
                "head-timeout|10|'10' (system property interlock.head-timeout), expected 1ms to 1d. Tip: write 500ms, 10s,"
                        + " 2m or PT10S",
                "stall-threshold|-1s|'-1s' (system property interlock.stall-threshold), expected 0 or 1ms to 1h. Tip: 0"
                        + " disables the warning; write 500ms, 10s, 2m or PT10S",
                "transport|tcp|'tcp' (system property interlock.transport), expected one of auto, io_uring, epoll, kqueue,"
                        + " nio. Tip: auto uses the best one of this machine",
                "host||'' (system property interlock.host), expected an address or name of this machine. Tip: 0.0.0.0"
                        + " listens on every address of this machine",
            })
    void refusesInOneLine(String name, String value, String refusal) {
        String text = value == null ? "" : value;
        assertThat(refusal(() -> properties("interlock." + name, text)))
                .isEqualTo("The setting " + name + " is " + refusal);
    }

    @Test
    void namesWrongVariable() {
        Overrides overrides = new Overrides(Map.of(), Map.of("INTERLOCK_MAX_FIELDS", "0"));
        assertThat(refusal(() -> settings(overrides)))
                .isEqualTo(
                        "The setting max-fields is '0' (environment variable INTERLOCK_MAX_FIELDS), expected 1 to 10000."
                                + " Tip: browsers send about 20");
    }

    @Test
    void requiresChosenUploadDirectory() {
        assertThat(refusal(() -> properties("interlock.upload-directory", "/no/such/directory")))
                .isEqualTo("The setting upload-directory is '/no/such/directory' (system property"
                        + " interlock.upload-directory), expected an existing directory. Tip: it must exist, with"
                        + " room for all simultaneous uploads");
        assertThat(refusal(() -> HttpServer.builder(new TestRouter())
                        .uploadDirectory(Path.of("/no/such/directory"))
                        .settings(new Overrides(Map.of(), Map.of()))))
                .contains("'/no/such/directory' (builder)");
    }

    @Test
    void doesNotCheckOverriddenValue() {
        Overrides overrides = new Overrides(Map.of("interlock.port", "0"), Map.of("INTERLOCK_PORT", "none"));
        assertThat(HttpServer.builder(new TestRouter())
                        .port(-1)
                        .settings(overrides)
                        .get(Setting.PORT))
                .isEqualTo(0);
    }

    @Test
    void unreadableValueStaysInItsLine() {
        assertThat(refusal(() -> properties("interlock.port", "1\n2\r").get(Setting.PORT)))
                .startsWith("The setting port is '1?2?' (");
    }

    @Test
    void rejectsHeadLimitBelowRequestLineLimit() {
        ServerBuilder builder = HttpServer.builder(new TestRouter()).maxRequestLine(32_768);
        assertThat(refusal(() -> builder.settings(Overrides.NONE)))
                .isEqualTo("The setting max-head is '16k' (default), expected at least max-request-line, 32k (builder)."
                        + " Tip: write bytes, or 64k, or 1m");
        assertThat(builder.maxHead(32_768).settings(Overrides.NONE).get(Setting.MAX_HEAD))
                .isEqualTo(32_768);
    }

    @Test
    void rejectsUnknownNames() {
        assertThat(refusal(() -> properties("interlock.max-bodies", "1")))
                .isEqualTo("The system property interlock.max-bodies is not a setting of the server."
                        + " Tip: the nearest is interlock.max-body");
        Overrides overrides = new Overrides(Map.of(), Map.of("INTERLOCK_HEADTIMEOUT", "1s"));
        assertThat(refusal(() -> settings(overrides)))
                .isEqualTo("The environment variable INTERLOCK_HEADTIMEOUT is not a setting of the server."
                        + " Tip: the nearest is INTERLOCK_HEAD_TIMEOUT");
    }

    @Test
    void readsOwnNamesOfProcessOnly() {
        System.setProperty("interlock.max-fields", "7");
        try {
            Overrides overrides = Overrides.ofProcess(List.of(), null);
            assertThat(overrides.properties()).containsExactly("interlock.max-fields", "7");
            ServerBuilder builder = HttpServer.builder(new TestRouter());
            assertThat(builder.settings().get(Setting.MAX_FIELDS)).isEqualTo(7);
            assertThat(builder.overridable(false).settings().get(Setting.MAX_FIELDS))
                    .isEqualTo(100);
        } finally {
            System.clearProperty("interlock.max-fields");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INTERLOCK_SERVICE_HOST=10.0.0.1",
                "INTERLOCK_SERVICE_PORT=80",
                "INTERLOCK_SERVICE_PORT_HTTP=80",
                "INTERLOCK_PORT=tcp://10.0.0.1:80",
                "INTERLOCK_PORT_80_TCP=tcp://10.0.0.1:80",
                "INTERLOCK_PORT_80_TCP_PROTO=tcp",
                "INTERLOCK_SHOP_PORT_53_UDP_ADDR=10.0.0.1",
            })
    void leavesWhatKubernetesSetsForAServiceOfThatName(String variable) {
        int equals = variable.indexOf('=');
        assertThat(Overrides.isServiceLink(variable.substring(0, equals), variable.substring(equals + 1)))
                .isTrue();
    }

    @Test
    void noSettingLooksLikeServiceLink() {
        for (Setting<?> each : Setting.ALL) {
            assertWithMessage(each.variable())
                    .that(Overrides.isServiceLink(each.variable(), "1"))
                    .isFalse();
        }
    }
}
