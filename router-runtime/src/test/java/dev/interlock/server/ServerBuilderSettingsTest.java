package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.interlock.internal.settings.ChangedSetting.assertChanged;

import dev.interlock.internal.accesslog.LogFormat;
import dev.interlock.internal.settings.ChangedSetting;
import dev.interlock.internal.settings.Overrides;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingSource;
import dev.interlock.internal.settings.Settings;
import dev.interlock.internal.tls.TlsEngine;
import dev.interlock.log.AccessLog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The builder has a method for each setting. */
final class ServerBuilderSettingsTest {
    private static final Set<String> OTHER_METHODS = Set.of(
            "readiness",
            "blockingExecutor",
            "handleSignals",
            "listener",
            "endpoint",
            "config",
            "arguments",
            "overridable");

    static List<Setting<?>> settings() {
        return Setting.ALL.stream()
                .filter(each -> !ConfigurationPage.isOfAccessLog(each)
                        && !ConfigurationPage.isOfAdmin(each)
                        && !ConfigurationPage.isOfTls(each)
                        && !ConfigurationPage.isOfProtocol(each))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    <T> void builderMethodSetsItsSettingAlone(Setting<T> setting) throws Exception {
        ServerBuilder builder = HttpServer.builder(new TestRouter());
        T value = ChangedSetting.other(setting);
        call(builder, setting, value);
        assertChanged(builder.settings(Overrides.NONE), setting, value, SettingSource.BUILDER);
    }

    @Test
    void everyBuilderMethodSetsDeclaredSetting() {
        Set<String> methods = new TreeSet<>();
        for (Method each : ServerBuilder.class.getMethods()) {
            if (each.getReturnType() == ServerBuilder.class) {
                methods.add(each.getName());
            }
        }
        Set<String> expected = new TreeSet<>(OTHER_METHODS);
        Setting.ALL.forEach(each -> expected.add(ConfigurationPage.builderMethod(each)));
        assertThat(methods).isEqualTo(expected);
    }

    @Test
    void automaticTransportIsNone() {
        ServerBuilder builder = HttpServer.builder(new TestRouter()).transport(TransportType.AUTO);
        assertThat(builder.settings(Overrides.NONE).get(Setting.TRANSPORT)).isEqualTo(Optional.empty());
    }

    /** Asserts that an access log sets one setting in addition to the format. */
    private static <T> void assertSets(AccessLog log, Setting<T> setting, T value) {
        Settings settings = HttpServer.builder(new TestRouter()).accessLog(log).settings(Overrides.NONE);
        for (Setting<?> each : Setting.ALL) {
            boolean isSet = each == setting || each == Setting.ACCESS_LOG;
            assertWithMessage(each.name())
                    .that(settings.source(each))
                    .isEqualTo(isSet ? SettingSource.BUILDER : SettingSource.DEFAULT);
        }
        assertThat(settings.get(setting)).isEqualTo(value);
        assertThat(settings.get(Setting.ACCESS_LOG)).isEqualTo(Optional.of(LogFormat.JSON));
    }

    @Test
    void accessLogSetsItsSettings() {
        AccessLog json = AccessLog.json();
        assertSets(json, Setting.ACCESS_LOG, Optional.of(LogFormat.JSON));
        assertSets(json.withFile(Path.of("/a/b.log")), Setting.ACCESS_LOG_TO, "/a/b.log");
        assertSets(json.withLogger(), Setting.ACCESS_LOG_TO, "slf4j");
        assertSets(json.withFields("time", "header.x-a"), Setting.ACCESS_LOG_FIELDS, "time,header.x-a");
        assertSets(json.withMasked("a", "b"), Setting.ACCESS_LOG_MASKED, "a,b");
        assertSets(json.withBuffer(65_536), Setting.ACCESS_LOG_BUFFER, 65_536);
        Settings settings = HttpServer.builder(new TestRouter())
                .accessLog(AccessLog.combined().withRotation(1L << 40, 3))
                .settings(Overrides.NONE);
        assertThat(settings.get(Setting.ACCESS_LOG)).isEqualTo(Optional.of(LogFormat.COMBINED));
        assertThat(settings.get(Setting.ACCESS_LOG_MAX_BYTES)).isEqualTo(1L << 40);
        assertThat(settings.get(Setting.ACCESS_LOG_KEEP)).isEqualTo(3);
    }

    @Test
    void accessLogReplacesEarlierOne() {
        ServerBuilder builder = HttpServer.builder(new TestRouter())
                .accessLog(AccessLog.json().withLogger().withRotation(0, 0).withFields("time"))
                .accessLog(AccessLog.json().withMasked("a"));
        assertThat(builder.settings(Overrides.NONE).source(Setting.ACCESS_LOG_TO))
                .isEqualTo(SettingSource.DEFAULT);
        assertThat(builder.settings(Overrides.NONE).source(Setting.ACCESS_LOG_FIELDS))
                .isEqualTo(SettingSource.DEFAULT);
        assertThat(builder.settings(Overrides.NONE).get(Setting.ACCESS_LOG_MASKED))
                .isEqualTo("a");
    }

    @Test
    void adminSetsItsSettings() {
        Settings settings = HttpServer.builder(new TestRouter())
                .admin(Admin.port(1).withStallLimit(Duration.ofSeconds(3)))
                .admin(Admin.port(9090).withHost("::1").withCheckCache(Duration.ofSeconds(2)))
                .settings(Overrides.NONE);
        assertThat(settings.get(Setting.ADMIN_PORT)).isEqualTo(9090);
        assertThat(settings.get(Setting.ADMIN_HOST)).isEqualTo("::1");
        assertThat(settings.get(Setting.ADMIN_CHECK_CACHE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.source(Setting.ADMIN_STALL_LIMIT)).isEqualTo(SettingSource.DEFAULT);
    }

    /** Asserts that {@code tls} sets one setting, and that the other settings have their defaults. */
    private static <T> void assertSets(Tls tls, Setting<T> setting, T value) {
        Settings settings = HttpServer.builder(new TestRouter()).tls(tls).settings(Overrides.NONE);
        for (Setting<?> each : Setting.ALL) {
            boolean isFile = each == Setting.TLS_CERTIFICATE || each == Setting.TLS_KEY;
            if (each != setting && !isFile) {
                assertWithMessage(each.name()).that(settings.get(each)).isEqualTo(each.standard());
            }
        }
        assertThat(settings.get(setting)).isEqualTo(value);
        assertThat(settings.get(Setting.TLS_CERTIFICATE).get(0)).isEqualTo("/chain");
        assertThat(settings.get(Setting.TLS_KEY).get(0)).isEqualTo("/key");
    }

    @Test
    void tlsSetsItsSettings() {
        Tls tls = Tls.certificate(Path.of("/chain"), Path.of("/key"));
        assertSets(tls.withCertificate(Path.of("/both")), Setting.TLS_KEY, List.of("/key", ""));
        assertSets(tls.withCertificate(Path.of("/both")), Setting.TLS_CERTIFICATE, List.of("/chain", "/both"));
        assertSets(tls.withKeyPassword("a"), Setting.TLS_KEY_PASSWORD, "a");
        assertSets(tls.rejectingUnknownNames(), Setting.TLS_REJECT_UNKNOWN_NAMES, true);
        assertSets(tls.onlyTls13(), Setting.TLS_ONLY_1_3, true);
        assertSets(tls.withTicketKeys(Path.of("/t")), Setting.TLS_TICKET_KEYS, List.of("/t"));
        assertSets(tls.withTicketRotation(Duration.ofHours(1)), Setting.TLS_TICKET_ROTATION, Duration.ofHours(1));
        assertSets(tls.withOcspResponses(Path.of("/o")), Setting.TLS_OCSP_RESPONSE, List.of("/o"));
        assertSets(tls.withHandshakeTimeout(Duration.ofHours(1)), Setting.TLS_HANDSHAKE_TIMEOUT, Duration.ofHours(1));
        assertSets(tls.withReloadInterval(Duration.ofHours(1)), Setting.TLS_RELOAD_INTERVAL, Duration.ofHours(1));
        assertSets(tls.withMaxHandshakes(7), Setting.TLS_MAX_HANDSHAKES, 7);
        assertSets(tls.withMaxClientHello(2000), Setting.TLS_MAX_CLIENT_HELLO, 2000);
        assertSets(tls.usingJdk(), Setting.TLS_ENGINE, Optional.of(TlsEngine.Kind.JDK));
        assertSets(tls.usingOpenSsl(), Setting.TLS_ENGINE, Optional.of(TlsEngine.Kind.OPENSSL));
        Settings clients = HttpServer.builder(new TestRouter())
                .tls(tls.withOptionalClientCertificates(Path.of("/ca")))
                .settings(Overrides.NONE);
        assertThat(clients.show(Setting.TLS_CLIENT_CERTIFICATES)).isEqualTo("wanted");
        assertThat(clients.get(Setting.TLS_CLIENT_CA)).isEqualTo("/ca");
    }

    @Test
    void tlsReplacesEarlierOne() {
        Tls tls = Tls.certificate(Path.of("/chain"), Path.of("/key"));
        ServerBuilder builder = HttpServer.builder(new TestRouter())
                .tls(tls.withClientCertificates(Path.of("/ca")).onlyTls13())
                .tls(tls);
        assertThat(builder.settings(Overrides.NONE).get(Setting.TLS_CLIENT_CA)).isEmpty();
        assertThat(builder.settings(Overrides.NONE).get(Setting.TLS_ONLY_1_3)).isFalse();
    }

    private static void call(ServerBuilder builder, Setting<?> setting, Object value)
            throws IllegalAccessException, InvocationTargetException {
        String name = ConfigurationPage.builderMethod(setting);
        Method method = Arrays.stream(ServerBuilder.class.getMethods())
                .filter(each -> each.getName().equals(name))
                .findAny()
                .orElseThrow();
        method.invoke(builder, argument(method.getParameterTypes()[0], value));
    }

    private static Object argument(Class<?> type, Object value) {
        if (type == String[].class) {
            return ((List<?>) value).stream().map(Object::toString).toArray(String[]::new);
        }
        if (type == Path.class) {
            return Path.of((String) value);
        }
        return type == TransportType.class
                ? TransportType.valueOf(
                        ((Optional<?>) value).orElseThrow().toString().toUpperCase(Locale.ROOT))
                : value;
    }
}
