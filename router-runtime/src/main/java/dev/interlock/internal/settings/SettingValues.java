package dev.interlock.internal.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of some settings. Each value has the type of its setting. Not safe for use by several threads. */
public final class SettingValues {
    private final Map<Setting<?>, Object> values = new HashMap<>();

    public <T> void put(Setting<T> setting, T value) {
        values.put(setting, Objects.requireNonNull(value));
    }

    /** Returns a copy of the values. */
    public SettingValues copy() {
        SettingValues copy = new SettingValues();
        copy.values.putAll(values);
        return copy;
    }

    /** Adds all values of other settings. They replace values of the same settings. */
    public void putAll(SettingValues other) {
        values.putAll(other.values);
    }

    /** Removes the value of the setting, if there is one. */
    public void remove(Setting<?> setting) {
        values.remove(setting);
    }

    /** Returns the value of the setting, or null if there is none. */
    // put() allows only values of the setting's type.
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(Setting<T> setting) {
        return (T) values.get(setting);
    }

    /** Returns the value of the setting as text, or null if there is none. */
    public <T> @Nullable String show(Setting<T> setting) {
        T value = get(setting);
        return value == null ? null : setting.type().show(value);
    }
}
