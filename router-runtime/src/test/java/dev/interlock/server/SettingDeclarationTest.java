package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.server.Setting.Declaration;
import dev.interlock.server.SettingType.Choice;
import dev.interlock.server.SettingType.Count;
import dev.interlock.server.SettingType.Period;
import dev.interlock.server.SettingType.Size;
import dev.interlock.server.SettingType.Switch;
import dev.interlock.server.SettingType.Text;
import dev.interlock.server.SettingType.Volume;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A setting is declared as a whole: its type, its texts, its method of the builder, and its two names outside. */
final class SettingDeclarationTest {
    private static final Set<String> OTHER_METHODS =
            Set.of("readiness", "blockingExecutor", "handleSignals", "listener", "overridable");

    static List<Setting<?>> settings() {
        return Setting.ALL;
    }

    private static Declaration<Integer> declaration(String name, int standard) {
        return Setting.setting(name, new Count(1, 10), standard);
    }

    static Stream<Declaration<Integer>> halfDeclarations() {
        return Stream.of(
                declaration("sample", 5).beyond("413").tip("take 5"),
                declaration("sample", 5).meaning("a sample").tip("take 5"),
                declaration("sample", 5).meaning("a sample").beyond("413"),
                declaration("sample", 11).meaning("a sample").beyond("413").tip("take 5"),
                declaration("port", 5).meaning("a sample").beyond("413").tip("take 5"));
    }

    @ParameterizedTest
    @MethodSource("halfDeclarations")
    void rejectsHalfDeclaration(Declaration<Integer> half) {
        List<Setting<?>> before = Setting.ALL;
        assertThrows(IllegalStateException.class, half::declare);
        assertThat(Setting.ALL).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("settings")
    <T> void builderMethodSetsItsSettingAlone(Setting<T> setting) throws Exception {
        ServerBuilder builder = HttpServer.builder(new TestRouter());
        T value = other(setting);
        call(builder, setting, value);
        assertChanged(builder.settings(Overrides.NONE), setting, value, SettingSource.BUILDER);
    }

    @ParameterizedTest
    @MethodSource("settings")
    <T> void propertyAndVariableSetTheirSettingAlone(Setting<T> setting) {
        T value = other(setting);
        String text = setting.type().show(value);
        SettingValues none = new SettingValues();
        assertChanged(
                new Settings(none, new Overrides(Map.of(setting.property(), text), Map.of())),
                setting,
                value,
                SettingSource.PROPERTY);
        assertChanged(
                new Settings(none, new Overrides(Map.of(), Map.of(setting.variable(), text))),
                setting,
                value,
                SettingSource.VARIABLE);
    }

    private static <T> void assertChanged(Settings settings, Setting<T> changed, T value, SettingSource source) {
        for (Setting<?> each : Setting.ALL) {
            boolean isIt = each == changed;
            assertWithMessage(each.name()).that(settings.get(each)).isEqualTo(isIt ? value : each.standard());
            assertWithMessage(each.name()).that(settings.source(each)).isEqualTo(isIt ? source : SettingSource.DEFAULT);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    <T> void rejectsUnreadableTextWithRangeAndTip(Setting<T> setting) {
        Overrides overrides = new Overrides(Map.of(setting.property(), " "), Map.of());
        StartException rejection =
                assertThrows(StartException.class, () -> new Settings(new SettingValues(), overrides));
        assertThat(rejection).hasMessageThat().startsWith("The setting " + setting.name() + " is '");
        assertThat(rejection).hasMessageThat().contains("(system property " + setting.property() + "), expected ");
        assertThat(rejection).hasMessageThat().endsWith(". Tip: " + setting.tip());
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

    private static void call(ServerBuilder builder, Setting<?> setting, Object value)
            throws IllegalAccessException, InvocationTargetException {
        String name = ConfigurationPage.builderMethod(setting);
        Method method = Arrays.stream(ServerBuilder.class.getMethods())
                .filter(each -> each.getName().equals(name))
                .findAny()
                .orElseThrow();
        boolean takesPath = method.getParameterTypes()[0] == Path.class;
        method.invoke(builder, takesPath ? Path.of((String) value) : value);
    }

    /** A value in range that is not the default. */
    private static <T> T other(Setting<T> setting) {
        T standard = setting.standard();
        return candidates(setting.type(), standard).stream()
                .map(each -> cast(each, standard))
                .filter(each -> !each.equals(standard) && setting.type().allows(each))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value, T like) {
        return (T) like.getClass().cast(value);
    }

    private static List<?> candidates(SettingType<?> type, Object standard) {
        if (type instanceof Text) {
            return List.of(Path.of("").toAbsolutePath().toString());
        } else if (type instanceof Count count) {
            return List.of((int) standard + 1, count.least(), count.most());
        } else if (type instanceof Size size) {
            return List.of((int) standard + 1, size.least(), size.most());
        } else if (type instanceof Volume volume) {
            return List.of(volume.least(), volume.most());
        } else if (type instanceof Period period) {
            return List.of(period.least(), period.most(), Duration.ZERO);
        } else if (type instanceof Switch) {
            return List.of(true, false);
        } else if (type instanceof Choice<?> choice) {
            return new ArrayList<>(List.of(choice.constants().getEnumConstants()));
        }
        throw new AssertionError("no values of " + type);
    }
}
