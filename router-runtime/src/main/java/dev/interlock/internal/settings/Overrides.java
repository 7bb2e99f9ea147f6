package dev.interlock.internal.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * System properties and environment variables of the process whose names begin with the prefix of settings.
 *
 * @param properties system properties by name
 * @param variables environment variables by name
 */
public record Overrides(Map<String, String> properties, Map<String, String> variables) {
    /** Prefix of the system properties. */
    static final String PROPERTY_PREFIX = "interlock.";

    /** Prefix of the environment variables. */
    static final String VARIABLE_PREFIX = "INTERLOCK_";

    public static final Overrides NONE = new Overrides(Map.of(), Map.of());

    /** Returns the overrides of this process. */
    public static Overrides ofProcess() {
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
        return new Overrides(properties, variables);
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
