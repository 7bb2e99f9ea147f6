package dev.interlock.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What the process sets from outside, where it begins as settings do.
 *
 * @param properties system properties by name
 * @param variables environment variables by name
 */
record Overrides(Map<String, String> properties, Map<String, String> variables) {
    /** Beginning of the name of each system property. */
    static final String PROPERTY_PREFIX = "interlock.";

    /** Beginning of the name of each environment variable. */
    static final String VARIABLE_PREFIX = "INTERLOCK_";

    /** Nothing is set from outside. */
    static final Overrides NONE = new Overrides(Map.of(), Map.of());

    /** Those of this process. */
    static Overrides ofProcess() {
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
     * Whether Kubernetes set the variable, for a service whose name begins with "interlock": it tells every pod of the
     * namespace about each service, in the manner of Docker's links.
     */
    static boolean isServiceLink(String name, String value) {
        return name.endsWith("_SERVICE_HOST")
                || name.contains("_SERVICE_PORT")
                || (name.contains("_PORT")
                        && (name.contains("_TCP") || name.contains("_UDP") || value.contains("://")));
    }
}
