package dev.interlock.log;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Access log of a server: one line for each exchange. By default, the lines go to standard output. Immutable. Settings
 * of the process override the values; see {@code ServerBuilder.accessLog}, which also checks them.
 *
 * <pre>{@code
 * HttpServer.builder(router).accessLog(AccessLog.json().withFile(Path.of("/var/log/shop/access.log"))).start();
 * }</pre>
 */
public final class AccessLog {
    private final Map<String, String> settings;

    private AccessLog(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Returns a log whose lines are JSON objects. */
    public static AccessLog json() {
        return new AccessLog(Map.of("access-log", "json"));
    }

    /** Returns a log in the combined format of Apache. */
    public static AccessLog combined() {
        return new AccessLog(Map.of("access-log", "combined"));
    }

    private AccessLog with(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new AccessLog(more);
    }

    /**
     * Returns a log that appends to a file. At SIGHUP, the server opens the file again, if it handles signals. If the
     * file cannot be opened, the server does not start.
     */
    public AccessLog withFile(Path file) {
        return with("access-log-to", file.toAbsolutePath().toString());
    }

    /** Returns a log that sends each line to the SLF4J logger {@code interlock.access}, as a message of level info. */
    public AccessLog withLogger() {
        return with("access-log-to", "slf4j");
    }

    /**
     * Returns a log with these fields, in this order, instead of the default fields. In the combined format, they
     * follow the fields of the format.
     *
     * @param fields 1 to 32 names, such as {@code time}, {@code status} or {@code header.x-shard}; see the
     *     documentation of the access log for all names
     */
    public AccessLog withFields(String... fields) {
        return with("access-log-fields", String.join(",", fields));
    }

    /**
     * Returns a log that masks the values of header fields, cookies and query parameters with these names, instead of
     * the names of the default list. Values whose name {@linkplain dev.interlock.annotation.Secret marks a secret} are
     * always masked.
     */
    public AccessLog withMasked(String... names) {
        return with("access-log-masked", String.join(",", names));
    }

    /**
     * Returns a log whose file is renamed when it is full: {@code access.log} becomes {@code access.log.1}, and so on.
     *
     * @param maxBytes size of the file: 65536 to 2^50, 100 MiB by default, or 0 for no limit
     * @param keep number of renamed files: 0 to 1000, 10 by default
     */
    public AccessLog withRotation(long maxBytes, int keep) {
        return with("access-log-max-bytes", String.valueOf(maxBytes)).with("access-log-keep", String.valueOf(keep));
    }

    /**
     * Returns a log with another limit on the lines that wait to be written. The limit is a number of bytes for each
     * event loop: 65536 to 1073741824, 1 MiB by default. Lines beyond the limit are dropped and counted.
     */
    public AccessLog withBuffer(int bytes) {
        return with("access-log-buffer", String.valueOf(bytes));
    }

    /** Returns the settings of this log by name. */
    public Map<String, String> settings() {
        return settings;
    }
}
