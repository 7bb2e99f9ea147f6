package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.internal.settings.ChangedSetting.assertChanged;

import dev.interlock.internal.settings.ChangedSetting;
import dev.interlock.internal.settings.Overrides;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting has its method of the builder. */
final class ServerBuilderSettingsTest {
    private static final Set<String> OTHER_METHODS =
            Set.of("readiness", "blockingExecutor", "handleSignals", "listener", "config", "overridable");

    static List<Setting<?>> settings() {
        return Setting.ALL;
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
    void everyBuilderMethodSetsADeclaredSetting() {
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
        if (type == Path.class) {
            return Path.of((String) value);
        }
        return type == TransportType.class
                ? TransportType.valueOf(
                        ((Optional<?>) value).orElseThrow().toString().toUpperCase(Locale.ROOT))
                : value;
    }
}
