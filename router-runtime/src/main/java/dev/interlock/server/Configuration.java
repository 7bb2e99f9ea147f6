package dev.interlock.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the value of each setting: from system property, environment variable, builder or default, the first there is. */
final class Configuration {
    /** Names the source of what the builder was told. */
    static final String BUILDER = "builder";

    /** Names the source of what nobody was told. */
    static final String DEFAULT = "default";

    private final Map<Setting<?>, Object> chosen;
    private final Overrides overrides;

    /**
     * @param chosen what the builder was told: values of their settings' types
     * @throws StartException when an override is of no setting
     */
    Configuration(Map<Setting<?>, Object> chosen, Overrides overrides) {
        this.chosen = chosen;
        this.overrides = overrides;
        List<String> properties = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        for (Setting<?> each : Setting.ALL) {
            properties.add(each.property());
            variables.add(each.variable());
        }
        check("system property", overrides.properties(), properties);
        check("environment variable", overrides.variables(), variables);
    }

    /** A limit that is misspelt would otherwise be a limit that does not hold. */
    private static void check(String kind, Map<String, String> set, List<String> known) {
        for (String name : set.keySet()) {
            if (!known.contains(name)) {
                throw new StartException("The " + kind + " " + name
                        + " is no setting of the server. Tip: the nearest is " + NearestName.of(name, known));
            }
        }
    }

    /**
     * The value of a setting.
     *
     * @throws StartException when it cannot be read or is out of its range
     */
    <T> T get(Setting<T> setting) {
        String text = overrides.properties().get(setting.property());
        if (text == null) {
            text = overrides.variables().get(setting.variable());
        }
        T value = text == null ? chosen(setting) : read(setting, text);
        if (!setting.type().allows(value)) {
            throw refused(
                    setting,
                    text == null ? setting.type().show(value) : text,
                    setting.type().range());
        }
        return value;
    }

    // The builder puts values of the setting's type alone.
    @SuppressWarnings("unchecked")
    private <T> T chosen(Setting<T> setting) {
        return (T) chosen.getOrDefault(setting, setting.standard());
    }

    private <T> T read(Setting<T> setting, String text) {
        try {
            return setting.type().read(text.strip());
        } catch (IllegalArgumentException e) {
            throw refused(setting, text, setting.type().range());
        }
    }

    /** Says that the setting's value is not what is expected. */
    StartException refused(Setting<?> setting, String value, String expected) {
        return new StartException("The setting " + setting.name() + " is '" + value + "' (" + source(setting)
                + "), expected " + expected + ". Tip: " + setting.tip());
    }

    /** Where the value of a setting is from. */
    String source(Setting<?> setting) {
        if (overrides.properties().containsKey(setting.property())) {
            return "system property " + setting.property();
        }
        if (overrides.variables().containsKey(setting.variable())) {
            return "environment variable " + setting.variable();
        }
        return chosen.containsKey(setting) ? BUILDER : DEFAULT;
    }
}
