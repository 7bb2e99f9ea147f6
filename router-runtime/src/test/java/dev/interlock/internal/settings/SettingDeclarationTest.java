package dev.interlock.internal.settings;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.internal.settings.ChangedSetting.assertChanged;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.settings.SettingType.Count;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The declaration of a setting is complete: it determines the type, the messages, and the names of the property and the
 * variable.
 */
final class SettingDeclarationTest {
    static List<Setting<?>> settings() {
        return Setting.ALL;
    }

    private static SettingDeclaration<Integer> declaration(String name, int standard) {
        return Setting.setting(name, new Count(1, 10), standard);
    }

    static Stream<SettingDeclaration<Integer>> halfDeclarations() {
        return Stream.of(
                declaration("sample", 5).beyond("413").tip("take 5"),
                declaration("sample", 5).meaning("a sample").tip("take 5"),
                declaration("sample", 5).meaning("a sample").beyond("413"),
                declaration("sample", 11).meaning("a sample").beyond("413").tip("take 5"),
                declaration("port", 5).meaning("a sample").beyond("413").tip("take 5"));
    }

    @ParameterizedTest
    @MethodSource("halfDeclarations")
    void rejectsHalfDeclaration(SettingDeclaration<Integer> half) {
        List<Setting<?>> before = Setting.ALL;
        assertThrows(IllegalStateException.class, half::declare);
        assertThat(Setting.ALL).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("settings")
    <T> void propertyAndVariableSetTheirSettingAlone(Setting<T> setting) {
        T value = ChangedSetting.other(setting);
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

    @ParameterizedTest
    @MethodSource("settings")
    <T> void rejectsUnreadableTextWithRangeAndTip(Setting<T> setting) {
        Overrides overrides = new Overrides(Map.of(setting.property(), " "), Map.of());
        SettingException rejection =
                assertThrows(SettingException.class, () -> new Settings(new SettingValues(), overrides));
        assertThat(rejection).hasMessageThat().startsWith("The setting " + setting.name() + " is '");
        assertThat(rejection).hasMessageThat().contains("(system property " + setting.property() + "), expected ");
        assertThat(rejection).hasMessageThat().endsWith(". Tip: " + setting.tip());
    }
}
