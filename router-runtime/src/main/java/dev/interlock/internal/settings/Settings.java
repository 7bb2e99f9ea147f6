package dev.interlock.internal.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a server: the value of each {@link Setting} and its source. All values are in range and obey the rules of
 * their settings.
 *
 * <p>The parts of a server read their settings only when the server starts; see {@link EngineSettings}. Safe for use by
 * several threads.
 */
public final class Settings implements SettingRule.Values {
    private final SettingValues values = new SettingValues();
    private final Map<Setting<?>, SettingSource> sources = new HashMap<>();
    private final String fileName;

    /**
     * Reads each setting from the overrides. If there is no override, takes the value from the builder, or else the
     * default.
     *
     * @param chosen values from the builder
     * @throws SettingException if an override names no setting, or if a value is malformed, out of range, or breaks a
     *     rule
     */
    public Settings(SettingValues chosen, Overrides overrides) {
        fileName = overrides.fileName();
        requireSettings(overrides);
        for (Setting<?> each : Setting.ALL) {
            read(each, chosen, overrides);
        }
        for (Setting<?> each : Setting.ALL) {
            checkRule(each);
        }
    }

    /**
     * Takes each value from {@code own}, or else from {@code base}.
     *
     * @throws SettingException if a value is out of range, or if the values break a rule
     */
    public Settings(Settings base, SettingValues own) {
        fileName = base.fileName;
        for (Setting<?> each : Setting.ALL) {
            take(each, base, own);
        }
        for (Setting<?> each : Setting.ALL) {
            checkRule(each);
        }
    }

    private <T> void take(Setting<T> setting, Settings base, SettingValues own) {
        T chosen = own.get(setting);
        if (chosen == null) {
            values.put(setting, base.get(setting));
            sources.put(setting, base.source(setting));
        } else {
            put(setting, chosen, SettingSource.BUILDER, null);
        }
    }

    /** Rejects an override that names no setting. Otherwise a misspelt limit would silently have no effect. */
    private static void requireSettings(Overrides overrides) {
        List<String> properties = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        for (Setting<?> each : Setting.ALL) {
            properties.add(each.property());
            variables.add(each.variable());
        }
        requireKnown("system property", overrides.properties(), properties);
        requireKnown("environment variable", overrides.variables(), variables);
        requireKnown("property of the configuration file", overrides.file(), properties);
    }

    private static void requireKnown(String kind, Map<String, String> set, List<String> known) {
        for (String name : set.keySet()) {
            if (!known.contains(name)) {
                throw new SettingException("The " + kind + " " + name
                        + " is not a setting of the server. Tip: the nearest is " + NearestName.of(name, known));
            }
        }
    }

    private <T> void read(Setting<T> setting, SettingValues chosen, Overrides overrides) {
        String argument = overrides.arguments().get(setting.property());
        String property = overrides.properties().get(setting.property());
        String variable = overrides.variables().get(setting.variable());
        String line = overrides.file().get(setting.property());
        T choice = chosen.get(setting);
        if (argument != null) {
            read(setting, argument, SettingSource.ARGUMENT);
        } else if (property != null) {
            read(setting, property, SettingSource.PROPERTY);
        } else if (variable != null) {
            read(setting, variable, SettingSource.VARIABLE);
        } else if (line != null) {
            read(setting, line, SettingSource.FILE);
        } else if (choice != null) {
            put(setting, choice, SettingSource.BUILDER, null);
        } else {
            put(setting, setting.standard(), SettingSource.DEFAULT, null);
        }
    }

    private <T> void read(Setting<T> setting, String text, SettingSource source) {
        T value;
        try {
            value = setting.type().read(text.strip());
        } catch (IllegalArgumentException e) {
            throw rejected(setting, text, source, setting.type().range());
        }
        put(setting, value, source, text);
    }

    /** @param text original text of the value for messages, or null if the value did not come from text */
    private <T> void put(Setting<T> setting, T value, SettingSource source, @Nullable String text) {
        SettingType<T> type = setting.type();
        if (!type.allows(value)) {
            throw rejected(setting, text == null ? type.show(value) : text, source, type.range());
        }
        values.put(setting, value);
        sources.put(setting, source);
    }

    private <T> void checkRule(Setting<T> setting) {
        SettingRule<T> rule = setting.rule();
        String unmet = rule == null ? null : rule.unmet(setting, this);
        if (unmet != null) {
            throw rejected(setting, show(setting), source(setting), unmet);
        }
    }

    private static SettingException rejected(Setting<?> setting, String value, SettingSource source, String expected) {
        return new SettingException("The setting " + setting.name() + " is '" + value + "' ("
                + source.describe(setting.property(), setting.variable()) + "), expected " + expected + ". Tip: "
                + setting.tip());
    }

    @Override
    public <T> T get(Setting<T> setting) {
        T value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("The setting " + setting.name() + " is not declared");
        }
        return value;
    }

    @Override
    public String describe(Setting<?> setting) {
        String source = source(setting).describe(setting.property(), setting.variable());
        return show(setting) + " (" + source + ")";
    }

    @Override
    public boolean isDefault(Setting<?> setting) {
        return source(setting) == SettingSource.DEFAULT;
    }

    /** Returns the value of the setting as text. */
    public <T> String show(Setting<T> setting) {
        return setting.type().show(get(setting));
    }

    /** Returns the path of the configuration file; empty if there is none. */
    public String fileName() {
        return fileName;
    }

    /** Returns the source of the setting's value. */
    public SettingSource source(Setting<?> setting) {
        SettingSource source = sources.get(setting);
        if (source == null) {
            throw new IllegalStateException("The setting " + setting.name() + " is not declared");
        }
        return source;
    }
}
