package dev.interlock.internal.settings;

import dev.interlock.internal.accesslog.LogField;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Rule for the value of a setting, in addition to its range.
 *
 * @param <T> values of the setting
 */
public sealed interface SettingRule<T> {
    /**
     * Checks the value of a setting.
     *
     * @param values values of all settings, each in its range
     * @return null if the value obeys the rule; otherwise the values that the rule allows. The error message names them
     *     after the word "expected"
     */
    @Nullable
    String unmet(Setting<T> setting, Values values);

    /** Values of all settings. */
    interface Values {
        <V> V get(Setting<V> setting);

        /** Returns the value of the setting and its source, as text for a message. */
        String describe(Setting<?> setting);

        /** Returns whether the value of the setting is the default. */
        boolean isDefault(Setting<?> setting);
    }

    /** Rule that the value is at least the value of another setting. */
    record NotBelow(Setting<Integer> other) implements SettingRule<Integer> {
        @Override
        public @Nullable String unmet(Setting<Integer> setting, Values values) {
            return values.get(setting) >= values.get(other)
                    ? null
                    : "at least " + other.name() + ", " + values.describe(other);
        }
    }

    /**
     * Rule that the value is an existing directory. The default is not checked, because most services do not need the
     * directory.
     */
    record ExistingDirectory() implements SettingRule<String> {
        @Override
        public @Nullable String unmet(Setting<String> setting, Values values) {
            return values.isDefault(setting) || isDirectory(values.get(setting)) ? null : "an existing directory";
        }

        private static boolean isDirectory(String path) {
            try {
                return Files.isDirectory(Path.of(path));
            } catch (InvalidPathException e) {
                return false;
            }
        }
    }

    /** Rule that the value is a list of fields of the access log. */
    record LogFields() implements SettingRule<String> {
        @Override
        public @Nullable String unmet(Setting<String> setting, Values values) {
            if (values.isDefault(setting)) {
                // Most servers have no access log. They need not load the classes of its fields.
                return null;
            }
            try {
                LogField.listOf(values.get(setting));
                return null;
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }
    }
}
