package dev.interlock.server;

import dev.interlock.http.Router;
import dev.interlock.internal.forwarding.Network;
import dev.interlock.internal.process.FailedStart;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.internal.settings.TlsSettings;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Address on which a server listens in addition to its host and port, with its own router and limits. Settings that the
 * endpoint does not set come from the {@link ServerBuilder}. Endpoints share the event loops, the threads and the
 * memory of the server. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * Endpoint internal = Endpoint.tcp("127.0.0.1", 8081).withRouter(InternalRouter.of(new Caches()));
 * HttpServer.builder(ApiRouter.of(new Orders(store))).endpoint(internal).start().awaitShutdown();
 * }</pre>
 */
public final class Endpoint {
    private static final Set<PosixFilePermission> OWNER_AND_GROUP = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE);

    private final SettingValues own;
    /** Path of a unix domain socket, or null. */
    private final @Nullable Path path;

    private final Set<PosixFilePermission> permissions;
    private final @Nullable Router router;
    private final @Nullable Tls tls;
    /** Port with TLS to which the endpoint redirects: 0 for the port of the server, -1 for no redirect. */
    private final int redirect;

    private Endpoint(
            SettingValues own,
            @Nullable Path path,
            Set<PosixFilePermission> permissions,
            @Nullable Router router,
            @Nullable Tls tls,
            int redirect) {
        this.own = own;
        this.path = path;
        this.permissions = permissions;
        this.router = router;
        this.tls = tls;
        this.redirect = redirect;
    }

    private static Endpoint of(SettingValues own, @Nullable Path path) {
        return new Endpoint(own, path, OWNER_AND_GROUP, null, null, -1);
    }

    private static SettingValues ofPlainEndpoint() {
        SettingValues values = new SettingValues();
        // These settings of the server apply only to the server's own port.
        values.put(Setting.PROXY_PROTOCOL, false);
        TlsSettings.switchOff(values);
        return values;
    }

    /**
     * Creates an endpoint for TCP.
     *
     * @param host address or host name of this machine, such as {@code 127.0.0.1}
     * @param port 0 to 65535; for 0, the system chooses a free port, see {@link HttpServer#port(Endpoint)}
     */
    public static Endpoint tcp(String host, int port) {
        SettingValues values = ofPlainEndpoint();
        values.put(Setting.HOST, host);
        values.put(Setting.PORT, port);
        return of(values, null);
    }

    /**
     * Creates an endpoint for a unix domain socket. The server creates the file of the socket when it starts, and
     * removes it when it closes. A file that a killed server has left is replaced. Clients of the socket have no IP
     * address: their {@link dev.interlock.http.Request#remoteAddress} is the path.
     *
     * @param path path of at most 99 bytes in an existing directory
     */
    public static Endpoint unix(Path path) {
        return of(ofPlainEndpoint(), Objects.requireNonNull(path));
    }

    private <T> Endpoint with(Setting<T> setting, T value) {
        SettingValues values = own.copy();
        values.put(setting, value);
        return new Endpoint(values, path, permissions, router, tls, redirect);
    }

    /** Returns a copy with its own routes. By default, an endpoint has the router of the server. */
    public Endpoint withRouter(Router other) {
        return new Endpoint(own, path, permissions, Objects.requireNonNull(other), tls, redirect);
    }

    /**
     * Limits the open connections of this endpoint: 1 to 10000000. These connections then do not count for the
     * {@linkplain ServerBuilder#maxConnections limit of the server}, so clients of other endpoints cannot use them up.
     */
    public Endpoint withMaxConnections(int connections) {
        return with(Setting.MAX_CONNECTIONS, connections);
    }

    /**
     * Limits the exchanges in flight of this endpoint: 1 to 10000000. These exchanges then do not count for the
     * {@linkplain ServerBuilder#maxInFlight limit of the server}.
     */
    public Endpoint withMaxInFlight(int exchanges) {
        return with(Setting.MAX_IN_FLIGHT, exchanges);
    }

    /** Like {@link ServerBuilder#maxBody}, for this endpoint. */
    public Endpoint withMaxBody(int bytes) {
        return with(Setting.MAX_BODY, bytes);
    }

    /** Like {@link ServerBuilder#idleTimeout}, for this endpoint. */
    public Endpoint withIdleTimeout(Duration timeout) {
        return with(Setting.IDLE_TIMEOUT, timeout);
    }

    /** Like {@link ServerBuilder#exchangeTimeout}, for this endpoint. */
    public Endpoint withExchangeTimeout(Duration timeout) {
        return with(Setting.EXCHANGE_TIMEOUT, timeout);
    }

    /**
     * Like {@link ServerBuilder#trustedProxies}, for this endpoint.
     *
     * @throws StartException for text that is no network
     */
    public Endpoint withTrustedProxies(String... networks) {
        return with(Setting.TRUSTED_PROXIES, networks(networks));
    }

    /** @throws StartException for text that is no network */
    static List<Network> networks(String... networks) {
        try {
            return Setting.TRUSTED_PROXIES.type().read(String.join(",", networks));
        } catch (IllegalArgumentException e) {
            StartException failure = new StartException(
                    "A trusted proxy has " + e.getMessage() + ". Tip: write 10.0.0.0/8 or 2001:db8::7");
            FailedStart.watch(failure);
            throw failure;
        }
    }

    /** Like {@link ServerBuilder#proxyProtocol}, for this endpoint; false by default. */
    public Endpoint withProxyProtocol(boolean expected) {
        return with(Setting.PROXY_PROTOCOL, expected);
    }

    /**
     * Sets the permissions of a unix domain socket's file; {@code rw-rw----} by default. A client needs the permission
     * to write. Without effect for TCP.
     *
     * @param text nine characters, such as {@code rw-rw-rw-}
     * @throws IllegalArgumentException for other text
     */
    public Endpoint withPermissions(String text) {
        return new Endpoint(own, path, PosixFilePermissions.fromString(text), router, tls, redirect);
    }

    /** Like {@link ServerBuilder#tls}, for this endpoint. A unix domain socket must not have TLS. */
    public Endpoint withTls(Tls options) {
        SettingValues values = own.copy();
        values.putAll(options.values());
        return new Endpoint(values, path, permissions, router, options, redirect);
    }

    /**
     * Redirects every request to the server's own port, which must have TLS. The status 308 keeps the method and the
     * body. Host, path and query stay the same. The router of the endpoint is not used.
     */
    public Endpoint withRedirectToTls() {
        return withRedirect(0);
    }

    /**
     * Like {@link #withRedirectToTls()}, but to another port, for example because a proxy listens there.
     *
     * @param publicPort port to which clients connect, 1 to 65535, for example 443
     * @throws IllegalArgumentException for any other port
     */
    public Endpoint withRedirectToTls(int publicPort) {
        if (publicPort < 1 || publicPort > 65_535) {
            throw new IllegalArgumentException("The port " + publicPort + " is not in 1 to 65535");
        }
        return withRedirect(publicPort);
    }

    private Endpoint withRedirect(int port) {
        return new Endpoint(own, path, permissions, router, tls, port);
    }

    /** Returns the settings that this endpoint sets itself. */
    SettingValues own() {
        return own;
    }

    /** Returns the host of an endpoint for TCP. */
    String host() {
        return String.valueOf(own.get(Setting.HOST));
    }

    /** Returns the path of the unix domain socket, or null for TCP. */
    @Nullable
    Path path() {
        return path;
    }

    Set<PosixFilePermission> permissions() {
        return permissions;
    }

    /** Returns the router of the endpoint, or null for the router of the server. */
    @Nullable
    Router router() {
        return router;
    }

    /** Returns the TLS of the endpoint, or null if it has none. */
    @Nullable
    Tls tls() {
        return tls;
    }

    /** Returns the port to which the endpoint redirects: 0 for the port of the server, -1 for no redirect. */
    int redirect() {
        return redirect;
    }

    /** Returns the address, such as {@code 127.0.0.1:8081} or {@code unix:/run/shop.sock}. */
    @Override
    public String toString() {
        return path == null ? own.get(Setting.HOST) + ":" + own.get(Setting.PORT) : "unix:" + path;
    }
}
