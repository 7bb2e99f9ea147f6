package dev.interlock.internal.settings;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.internal.accesslog.LogField;
import dev.interlock.internal.forwarding.Network;
import dev.interlock.internal.settings.SettingType.Choice;
import dev.interlock.internal.settings.SettingType.Count;
import dev.interlock.internal.settings.SettingType.Files;
import dev.interlock.internal.settings.SettingType.Networks;
import dev.interlock.internal.settings.SettingType.OptionalText;
import dev.interlock.internal.settings.SettingType.Period;
import dev.interlock.internal.settings.SettingType.Size;
import dev.interlock.internal.settings.SettingType.Switch;
import dev.interlock.internal.settings.SettingType.Text;
import dev.interlock.internal.settings.SettingType.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Assertions for settings when only one of them differs from its default. */
public final class ChangedSetting {
    private ChangedSetting() {}

    /** Asserts that one setting has the value and source, and all others have their defaults. */
    public static <T> void assertChanged(Settings settings, Setting<T> changed, T value, SettingSource source) {
        for (Setting<?> each : Setting.ALL) {
            boolean isIt = each == changed;
            assertWithMessage(each.name()).that(settings.get(each)).isEqualTo(isIt ? value : each.standard());
            assertWithMessage(each.name()).that(settings.source(each)).isEqualTo(isIt ? source : SettingSource.DEFAULT);
        }
    }

    /** Returns a value in range that is not the default. */
    public static <T> T other(Setting<T> setting) {
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
            return standard.equals(LogField.STANDARD)
                    ? List.of("status")
                    : List.of(Path.of("").toAbsolutePath().toString());
        } else if (type instanceof Files) {
            return List.of(List.of("/a", "/b", "/c"));
        } else if (type instanceof OptionalText) {
            return List.of("/a");
        } else if (type instanceof Count count) {
            return List.of((int) standard + 1, count.least(), count.most());
        } else if (type instanceof Size size) {
            return List.of((int) standard + 1, size.least(), size.most());
        } else if (type instanceof Volume volume) {
            return List.of(volume.least(), volume.most());
        } else if (type instanceof Period period) {
            return List.of(period.least(), period.most(), Duration.ZERO);
        } else if (type instanceof Networks) {
            return List.of(
                    List.of(Network.parse("10.0.0.0/8"), Network.parse("192.0.2.7"), Network.parse("2001:db8::/32")));
        } else if (type instanceof Switch) {
            return List.of(true, false);
        } else if (type instanceof Choice<?> choice) {
            return Arrays.stream(choice.constants().getEnumConstants())
                    .map(Optional::of)
                    .toList();
        }
        throw new AssertionError("no values of " + type);
    }
}
