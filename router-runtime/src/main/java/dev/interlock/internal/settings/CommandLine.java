package dev.interlock.internal.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the arguments of a command line: {@code --max-head 32k} or {@code --max-head=32k}. */
final class CommandLine {
    private CommandLine() {}

    /**
     * Returns the values of the arguments by the names of the system properties.
     *
     * @throws SettingException if an argument names neither a setting nor the configuration file, if it has no value,
     *     or if it occurs twice
     */
    static Map<String, String> read(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String property = property(name);
            if (equals < 0 && ++i == arguments.size()) {
                throw new SettingException(
                        "The argument " + name + " has no value. Tip: write " + name + " and a value");
            }
            String value = equals < 0 ? arguments.get(i) : argument.substring(equals + 1);
            if (values.put(property, value) != null) {
                throw new SettingException("The argument " + name + " occurs twice. Tip: remove one of the two");
            }
        }
        return values;
    }

    private static String property(String name) {
        List<String> known = new ArrayList<>();
        known.add(Overrides.FILE_ARGUMENT);
        for (Setting<?> each : Setting.ALL) {
            known.add(Overrides.ARGUMENT_PREFIX + each.name());
        }
        if (!known.contains(name)) {
            throw new SettingException(
                    "The argument '" + name + "' is not known. Tip: the nearest is " + NearestName.of(name, known));
        }
        return Overrides.PROPERTY_PREFIX + name.substring(Overrides.ARGUMENT_PREFIX.length());
    }
}
