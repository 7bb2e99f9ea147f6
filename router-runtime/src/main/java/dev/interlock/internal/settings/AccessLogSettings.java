package dev.interlock.internal.settings;

import dev.interlock.internal.accesslog.AccessLogOptions;
import dev.interlock.internal.accesslog.LogField;
import dev.interlock.internal.accesslog.LogFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts the settings of the access log. */
public final class AccessLogSettings {
    private static final List<Setting<?>> ALL = List.of(
            Setting.ACCESS_LOG,
            Setting.ACCESS_LOG_TO,
            Setting.ACCESS_LOG_FIELDS,
            Setting.ACCESS_LOG_MASKED,
            Setting.ACCESS_LOG_MAX_BYTES,
            Setting.ACCESS_LOG_KEEP,
            Setting.ACCESS_LOG_BUFFER);

    private AccessLogSettings() {}

    /** Replaces all settings of the access log. Removes the settings that {@code log} does not contain. */
    public static void put(Map<String, String> log, SettingValues values) {
        for (Setting<?> each : ALL) {
            put(each, log.get(each.name()), values);
        }
    }

    private static <T> void put(Setting<T> setting, @Nullable String text, SettingValues values) {
        if (text == null) {
            values.remove(setting);
        } else {
            values.put(setting, setting.type().read(text));
        }
    }

    /** Returns the options of the access log, or empty if it is off. */
    public static Optional<AccessLogOptions> of(Settings settings) {
        return settings.get(Setting.ACCESS_LOG).map(format -> options(format, settings));
    }

    private static AccessLogOptions options(LogFormat format, Settings settings) {
        // The combined format has its own fields. The default fields are not added to them.
        boolean none = format == LogFormat.COMBINED && settings.isDefault(Setting.ACCESS_LOG_FIELDS);
        return new AccessLogOptions(
                format,
                settings.get(Setting.ACCESS_LOG_TO),
                none ? List.of() : LogField.listOf(settings.get(Setting.ACCESS_LOG_FIELDS)),
                Stream.of(settings.get(Setting.ACCESS_LOG_MASKED).split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                settings.get(Setting.ACCESS_LOG_MAX_BYTES),
                settings.get(Setting.ACCESS_LOG_KEEP),
                settings.get(Setting.ACCESS_LOG_BUFFER));
    }
}
