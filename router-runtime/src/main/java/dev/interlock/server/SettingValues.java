package dev.interlock.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of some settings, each of the type of its setting. Not safe for use by several threads. */
final class SettingValues {
    private final Map<Setting<?>, Object> values = new HashMap<>();

    <T> void put(Setting<T> setting, T value) {
        values.put(setting, Objects.requireNonNull(value));
    }

    /** Value of the setting, or null if it has none. */
    // put() allows only values of the setting's type.
    @SuppressWarnings("unchecked")
    <T> @Nullable T get(Setting<T> setting) {
        return (T) values.get(setting);
    }
}
