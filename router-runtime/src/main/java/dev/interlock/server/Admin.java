package dev.interlock.server;

import dev.interlock.internal.admin.AdminRoute;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.observe.AdminPage;
import dev.interlock.observe.HealthCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Admin port of a server: health for probes, metrics, routes, configuration and threads. It has an event loop of its
 * own, so it responds while handlers hold the event loops of the application. It serves from before the server accepts
 * connections until the server has closed. Immutable. Settings of the process override the values; see
 * {@link ServerBuilder#admin(Admin)}. {@link ServerBuilder#start()} checks them.
 *
 * <pre>{@code
 * HttpServer.builder(router)
 *         .admin(Admin.port(9090).withCheck("database", Duration.ofSeconds(2), database::problem))
 *         .start();
 * }</pre>
 */
public final class Admin {
    private static final int MAX_NAME = 64;

    /** A check and its time limit. */
    record Check(Duration timeout, HealthCheck check) {}

    private final int port;
    private final @Nullable String host;
    private final @Nullable Duration checkCache;
    private final @Nullable Duration stallLimit;
    private final Map<String, Check> checks;
    private final Map<String, AdminPage> pages;

    private Admin(
            int port,
            @Nullable String host,
            @Nullable Duration checkCache,
            @Nullable Duration stallLimit,
            Map<String, Check> checks,
            Map<String, AdminPage> pages) {
        this.port = port;
        this.host = host;
        this.checkCache = checkCache;
        this.stallLimit = stallLimit;
        this.checks = checks;
        this.pages = pages;
    }

    /**
     * Returns an admin port that listens on 127.0.0.1.
     *
     * @param port 0 to 65535; for 0, the system chooses a free port, see {@link HttpServer#adminPort()}; -1 for none
     */
    public static Admin port(int port) {
        return new Admin(port, null, null, null, Map.of(), Map.of());
    }

    /**
     * Returns a copy that listens on another address or host name of this machine. The pages need no password, so other
     * networks must not reach the port.
     */
    public Admin withHost(String host) {
        return new Admin(port, host, checkCache, stallLimit, checks, pages);
    }

    /**
     * Returns a copy with one more health check. While the check fails, the server is not ready.
     *
     * @param name 1 to 64 characters of ASCII without control characters, different for each check; {@code server} and
     *     {@code event-loops} are checks of the server itself
     * @param timeout time limit for each call of the check: a millisecond to a day
     * @throws IllegalArgumentException for any other name or time limit
     */
    public Admin withCheck(String name, Duration timeout, HealthCheck check) {
        if (!isName(name) || checks.containsKey(name) || name.equals("server") || name.equals("event-loops")) {
            throw new IllegalArgumentException("The name of a health check is '" + name
                    + "'. Tip: give each check its own name of 1 to " + MAX_NAME + " characters of ASCII");
        }
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "The time limit of the health check " + name + " is " + timeout + ". Tip: use PT0.001S to PT24H");
        }
        Map<String, Check> more = new LinkedHashMap<>(checks);
        more.put(name, new Check(timeout, check));
        return new Admin(port, host, checkCache, stallLimit, more, pages);
    }

    private static boolean isName(String name) {
        // A loop instead of a stream, because the classes of streams would be loaded at each start.
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME;
    }

    /**
     * Returns a copy with one more page.
     *
     * @param path path without variables, different for each page, such as {@code /caches}
     * @throws IllegalArgumentException for the path of another page, for a path that does not begin with a slash, and
     *     for a path with other characters than letters, digits, slashes, hyphens, dots and underscores
     */
    public Admin withPage(String path, AdminPage page) {
        Map<String, AdminPage> more = new LinkedHashMap<>(pages);
        if (!AdminRoute.isPath(path) || more.put(path, page) != null) {
            throw new IllegalArgumentException(
                    "The path of an admin page is '" + path + "'. Tip: give each page its own path, such as /caches");
        }
        return new Admin(port, host, checkCache, stallLimit, checks, more);
    }

    /** Returns a copy that uses the result of a health check for another time: 0 to an hour, 1 second by default. */
    public Admin withCheckCache(Duration time) {
        return new Admin(port, host, time, stallLimit, checks, pages);
    }

    /**
     * Returns a copy with another limit on stalls: 0 to an hour, 10 seconds by default. While an event loop has stalled
     * for longer, the server is not live. 0 is no limit.
     */
    public Admin withStallLimit(Duration limit) {
        return new Admin(port, host, checkCache, limit, checks, pages);
    }

    /** Puts the settings of this port in place of the settings of an earlier one. */
    void putInto(SettingValues values) {
        values.put(Setting.ADMIN_PORT, port);
        put(Setting.ADMIN_HOST, host, values);
        put(Setting.ADMIN_CHECK_CACHE, checkCache, values);
        put(Setting.ADMIN_STALL_LIMIT, stallLimit, values);
    }

    private static <T> void put(Setting<T> setting, @Nullable T value, SettingValues values) {
        if (value == null) {
            values.remove(setting);
        } else {
            values.put(setting, value);
        }
    }

    /** Returns the checks by name. */
    Map<String, Check> checks() {
        return checks;
    }

    /** Returns the pages of the application by path. */
    Map<String, AdminPage> pages() {
        return pages;
    }
}
