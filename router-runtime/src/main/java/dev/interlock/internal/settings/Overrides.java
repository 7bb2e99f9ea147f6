package dev.interlock.internal.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Values of settings from outside of the code. Each name begins with the prefix of its source.
 *
 * @param arguments arguments of the command line, by the names of the system properties
 * @param properties system properties by name
 * @param variables environment variables by name
 * @param file properties of the configuration file by name
 * @param fileName path of the configuration file; empty if there is none
 */
public record Overrides(
        Map<String, String> arguments,
        Map<String, String> properties,
        Map<String, String> variables,
        Map<String, String> file,
        String fileName) {
    /** Prefix of the arguments. */
    static final String ARGUMENT_PREFIX = "--";

    /** Prefix of the system properties. */
    static final String PROPERTY_PREFIX = "interlock.";

    /** Prefix of the environment variables. */
    static final String VARIABLE_PREFIX = "INTERLOCK_";

    /** System property that names the configuration file. */
    static final String FILE_PROPERTY = PROPERTY_PREFIX + "config";

    /** Environment variable that names the configuration file. */
    static final String FILE_VARIABLE = VARIABLE_PREFIX + "CONFIG";

    /** Argument that names the configuration file. */
    static final String FILE_ARGUMENT = ARGUMENT_PREFIX + "config";

    public static final Overrides NONE = new Overrides(Map.of(), Map.of());

    /** Creates overrides without a configuration file. */
    public Overrides(Map<String, String> properties, Map<String, String> variables) {
        this(properties, variables, Map.of());
    }

    /** Creates overrides without arguments. */
    public Overrides(Map<String, String> properties, Map<String, String> variables, Map<String, String> file) {
        this(Map.of(), properties, variables, file, "");
    }

    /**
     * Returns the overrides of this process.
     *
     * @param arguments arguments of the command line, such as {@code --max-head 32k}
     * @param chosen configuration file that the application names, or null; an argument, property or variable can name
     *     another file instead
     * @throws SettingException if an argument is malformed, or the configuration file cannot be read
     */
    public static Overrides ofProcess(List<String> arguments, @Nullable Path chosen) {
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
        return withFile(CommandLine.read(arguments), chosen, properties, variables);
    }

    /**
     * Returns overrides from arguments and from the configuration file that they name. Ignores system properties and
     * environment variables.
     *
     * @throws SettingException under the conditions of {@link #ofProcess}
     */
    public static Overrides ofArguments(List<String> arguments) {
        return withFile(CommandLine.read(arguments), null, new HashMap<>(), new HashMap<>());
    }

    static Overrides withFile(@Nullable Path chosen, Map<String, String> properties, Map<String, String> variables) {
        return withFile(new HashMap<>(), chosen, properties, variables);
    }

    /**
     * Reads the configuration file. Takes its path from the first of these sources: argument, property, variable,
     * application.
     */
    private static Overrides withFile(
            Map<String, String> arguments,
            @Nullable Path chosen,
            Map<String, String> properties,
            Map<String, String> variables) {
        String argument = arguments.remove(FILE_PROPERTY);
        String property = properties.remove(FILE_PROPERTY);
        String variable = variables.remove(FILE_VARIABLE);
        Path path = chosen;
        String source = "named by the application";
        if (argument != null) {
            source = "argument " + FILE_ARGUMENT;
            path = path(argument, source);
        } else if (property != null) {
            source = "system property " + FILE_PROPERTY;
            path = path(property, FILE_PROPERTY);
        } else if (variable != null) {
            source = "environment variable " + FILE_VARIABLE;
            path = path(variable, FILE_VARIABLE);
        }
        return path == null
                ? new Overrides(arguments, properties, variables, Map.of(), "")
                : new Overrides(
                        arguments, properties, variables, ConfigurationFile.read(path, source), path.toString());
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
     * Returns whether Kubernetes has set the variable. In each pod, Kubernetes sets variables for all services of the
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
