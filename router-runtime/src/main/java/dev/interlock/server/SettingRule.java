package dev.interlock.server;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Rule on the value of a setting that its range cannot express.
 *
 * @param <T> values of the setting
 */
sealed interface SettingRule<T> {
    /**
     * Checks the value of a setting.
     *
     * @param values values of all settings, each in its range
     * @return the expectation that the value does not meet, to follow "expected"; null if the value is right
     */
    @Nullable
    String unmet(Setting<T> setting, Values values);

    /** Values of all settings. */
    interface Values {
        /** Value of the setting. */
        <V> V get(Setting<V> setting);

        /** Value of the setting with its source, for a message. */
        String describe(Setting<?> setting);

        /** Whether the source of the value is the default. */
        boolean isDefault(Setting<?> setting);
    }

    /** The value is not below the value of another setting. */
    record NotBelow(Setting<Integer> other) implements SettingRule<Integer> {
        @Override
        public @Nullable String unmet(Setting<Integer> setting, Values values) {
            return values.get(setting) >= values.get(other)
                    ? null
                    : "at least " + other.name() + ", " + values.describe(other);
        }
    }

    /** The value is a directory that exists. The default is not checked: most services do not need it. */
    record ExistingDirectory() implements SettingRule<String> {
        @Override
        public @Nullable String unmet(Setting<String> setting, Values values) {
            return values.isDefault(setting) || isDirectory(values.get(setting)) ? null : "a directory that is there";
        }

        private static boolean isDirectory(String path) {
            try {
                return Files.isDirectory(Path.of(path));
            } catch (InvalidPathException e) {
                return false;
            }
        }
    }
}
