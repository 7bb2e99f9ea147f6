package dev.interlock.example.shop;

import dev.interlock.example.shop.database.DatabaseException;
import dev.interlock.example.shop.database.DatabaseUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the shop. Each comes from an argument, a system property or an environment variable. An argument
 * overrides a property, and a property overrides a variable. All other arguments are settings of the server.
 */
final class ShopSettings {
    private static final int DEFAULT_POOL = 10;
    private static final int MAX_POOL = 1_000;

    /**
     * A setting.
     *
     * @param source source of the value, for messages
     */
    private record Value(String text, String source) {}

    /** A setting is wrong. The message is one line for the operator. */
    static final class SettingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SettingException(String message) {
            super(message, null, false, false);
        }
    }

    private final List<String> rest = new ArrayList<>();
    private final @Nullable DatabaseUrl databaseUrl;
    private final int databasePool;
    private final boolean sampleData;
    private final @Nullable Path recordingDirectory;
    private final double recordingRate;
    private final @Nullable Path recordingKeyFile;

    /**
     * Reads the settings.
     *
     * @throws SettingException if a setting cannot be read
     */
    ShopSettings(String[] arguments, Map<String, String> environment) {
        rest.addAll(List.of(arguments));
        Value url = value("database-url", "DATABASE_URL", environment);
        databaseUrl = url == null ? null : url(url);
        Value pool = value("database-pool", "DATABASE_POOL", environment);
        databasePool = pool == null ? DEFAULT_POOL : pool(pool);
        Value samples = value("sample-data", "SAMPLE_DATA", environment);
        sampleData = samples == null ? databaseUrl == null : isTrue(samples);
        recordingDirectory = path("recording-directory", "RECORDING_DIRECTORY", environment);
        Value rate = value("recording-rate", "RECORDING_RATE", environment);
        recordingRate = rate == null ? 1 : rate(rate);
        recordingKeyFile = path("recording-key-file", "RECORDING_KEY_FILE", environment);
    }

    private @Nullable Value value(String name, String variable, Map<String, String> environment) {
        String argument = argument("--" + name);
        if (argument != null) {
            return new Value(argument, "argument --" + name);
        }
        String property = System.getProperty("shop." + name);
        if (property != null) {
            return new Value(property, "property shop." + name);
        }
        String set = environment.get(variable);
        return set == null || set.isEmpty() ? null : new Value(set, "variable " + variable);
    }

    /** Removes an argument from the list, and returns its value: {@code --name value} or {@code --name=value}. */
    private @Nullable String argument(String name) {
        for (int i = 0; i < rest.size(); i++) {
            String argument = rest.get(i);
            if (argument.startsWith(name + "=")) {
                rest.remove(i);
                return argument.substring(name.length() + 1);
            }
            if (argument.equals(name)) {
                rest.remove(i);
                if (i == rest.size()) {
                    throw new SettingException("The argument '" + name + "' has no value. Tip: " + name + " VALUE");
                }
                return rest.remove(i);
            }
        }
        return null;
    }

    private static DatabaseUrl url(Value value) {
        try {
            return DatabaseUrl.parse(value.text());
        } catch (DatabaseException e) {
            throw new SettingException("The setting database-url (" + value.source() + ") " + e.getMessage());
        }
    }

    private static int pool(Value value) {
        try {
            int size = Integer.parseInt(value.text());
            if (size >= 1 && size <= MAX_POOL) {
                return size;
            }
        } catch (NumberFormatException e) {
            // The message below also covers this.
        }
        throw new SettingException("The setting database-pool is '" + value.text() + "' (" + value.source()
                + "), expected 1 to " + MAX_POOL + ". Tip: " + DEFAULT_POOL + " connections serve most shops");
    }

    private @Nullable Path path(String name, String variable, Map<String, String> environment) {
        Value value = value(name, variable, environment);
        if (value == null) {
            return null;
        }
        try {
            return Path.of(value.text());
        } catch (InvalidPathException e) {
            throw new SettingException(
                    "The setting " + name + " (" + value.source() + ") is not a path: " + e.getReason());
        }
    }

    private static double rate(Value value) {
        try {
            double share = Double.parseDouble(value.text());
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // The message below also covers this.
        }
        throw new SettingException("The setting recording-rate is '" + value.text() + "' (" + value.source()
                + "), expected 0 to 1. Tip: 0.1 records a tenth of the exchanges, and all that fail");
    }

    private static boolean isTrue(Value value) {
        if (!value.text().equals("true") && !value.text().equals("false")) {
            throw new SettingException("The setting sample-data is '" + value.text() + "' (" + value.source()
                    + "), expected true or false");
        }
        return value.text().equals("true");
    }

    /** Returns the database, or null for stores in memory. */
    @Nullable
    DatabaseUrl databaseUrl() {
        return databaseUrl;
    }

    /** Returns the largest number of connections to the database for requests. */
    int databasePool() {
        return databasePool;
    }

    /** Whether to add the sample accounts and products to a new shop. By default, only a shop in memory has them. */
    boolean sampleData() {
        return sampleData;
    }

    /** Returns the directory for recorded traffic, or null to record nothing. */
    @Nullable
    Path recordingDirectory() {
        return recordingDirectory;
    }

    /** Returns the share of the exchanges to record, 0 to 1. */
    double recordingRate() {
        return recordingRate;
    }

    /** Returns the file with the pseudonym key, or null for a random key. */
    @Nullable
    Path recordingKeyFile() {
        return recordingKeyFile;
    }

    /** Returns the arguments that are settings of the server. */
    String[] serverArguments() {
        return rest.toArray(new String[0]);
    }
}
