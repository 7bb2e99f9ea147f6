package dev.interlock.internal.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Values from outside of the code whose names begin with the prefix of settings.
 *
 * @param properties system properties by name
 * @param variables environment variables by name
 * @param file properties of the configuration file by name
 */
public record Overrides(Map<String, String> properties, Map<String, String> variables, Map<String, String> file) {
    /** Prefix of the system properties. */
    static final String PROPERTY_PREFIX = "interlock.";

    /** Prefix of the environment variables. */
    static final String VARIABLE_PREFIX = "INTERLOCK_";

    /** System property that names the configuration file. */
    static final String FILE_PROPERTY = PROPERTY_PREFIX + "config";

    /** Environment variable that names the configuration file. */
    static final String FILE_VARIABLE = VARIABLE_PREFIX + "CONFIG";

    public static final Overrides NONE = new Overrides(Map.of(), Map.of());

    /** Creates overrides without a configuration file. */
    public Overrides(Map<String, String> properties, Map<String, String> variables) {
        this(properties, variables, Map.of());
    }

    /**
     * Returns the overrides of this process.
     *
     * @param chosen configuration file that the application names, or null; a property or variable names another
     * @throws SettingException if the configuration file cannot be read or is malformed
     */
    public static Overrides ofProcess(@Nullable Path chosen) {
        Map<String, String> properties = new HashMap<>();
        Properties all = System.getProperties();
        for (String name : all.stringPropertyNames()) {
            String value = all.getProperty(name);
            if (name.startsWith(PROPERTY_PREFIX) && value != null) {
                properties.put(name, value);
            }
        }
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> !name.startsWith(VARIABLE_PREFIX));
        variables.entrySet().removeIf(each -> isServiceLink(each.getKey(), each.getValue()));
        return withFile(chosen, properties, variables);
    }

    /** Reads the configuration file that the first source names: system property, environment variable, application. */
    static Overrides withFile(@Nullable Path chosen, Map<String, String> properties, Map<String, String> variables) {
        String property = properties.remove(FILE_PROPERTY);
        String variable = variables.remove(FILE_VARIABLE);
        Map<String, String> file = Map.of();
        if (property != null) {
            file = ConfigurationFile.read(path(property, FILE_PROPERTY), "system property " + FILE_PROPERTY);
        } else if (variable != null) {
            file = ConfigurationFile.read(path(variable, FILE_VARIABLE), "environment variable " + FILE_VARIABLE);
        } else if (chosen != null) {
            file = ConfigurationFile.read(chosen, "named by the application");
        }
        return new Overrides(properties, variables, file);
    }

    private static Path path(String text, String source) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new SettingException(source + " is '" + text + "', which is no path of a file. Tip: name a file with"
                    + " lines such as interlock.port=8080");
        }
    }

    /**
     * Returns whether Kubernetes has set the variable. Kubernetes gives each pod variables for all services of its
     * namespace, like Docker's links. For a service whose name begins with "interlock", these variables look like
     * settings.
     */
    public static boolean isServiceLink(String name, String value) {
        return name.endsWith("_SERVICE_HOST")
                || name.contains("_SERVICE_PORT")
                || (name.contains("_PORT")
                        && (name.contains("_TCP") || name.contains("_UDP") || value.contains("://")));
    }
}
