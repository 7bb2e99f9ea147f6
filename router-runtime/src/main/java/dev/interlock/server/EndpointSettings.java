package dev.interlock.server;

import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.settings.EngineSettings;
import dev.interlock.internal.settings.ProtocolFactory;
import dev.interlock.internal.settings.ProtocolSettings;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingException;
import dev.interlock.internal.settings.Settings;
import dev.interlock.internal.settings.TlsSettings;
import dev.interlock.internal.tls.TlsEndpoint;
import dev.interlock.internal.tls.TlsException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one endpoint, checked before the server opens a socket.
 *
 * @param endpoint the added endpoint, or null for the main one
 * @param address address to listen on, or null for a unix domain socket
 * @param group number of the group of endpoints that share a limit on open connections
 * @param added protocols in addition to HTTP/1.1, the preferred one first
 * @param tls TLS of the endpoint, or null if it has none
 */
record EndpointSettings(
        @Nullable Endpoint endpoint,
        Router router,
        Settings settings,
        @Nullable InetSocketAddress address,
        int group,
        List<ServerProtocol> added,
        @Nullable TlsEndpoint tls) {
    /**
     * Returns the settings of all endpoints, beginning with the main endpoint.
     *
     * @param router router of the main endpoint, and of endpoints without a router of their own
     * @param surroundings added endpoints, and the key manager of the main one
     * @param port supplies the port of the main endpoint; called only after the server listens
     * @throws StartException if an endpoint cannot work as configured
     */
    static List<EndpointSettings> of(Router router, Settings settings, Surroundings surroundings, IntSupplier port) {
        List<EndpointSettings> all = new ArrayList<>();
        List<ServerProtocol> added = added(settings, surroundings);
        TlsEndpoint tls = tls("port " + settings.get(Setting.PORT), settings, added, surroundings.keyManager());
        all.add(new EndpointSettings(null, router, settings, address(settings), 0, added, tls));
        int groups = 1;
        for (Endpoint each : surroundings.endpoints()) {
            int group = each.own().get(Setting.MAX_CONNECTIONS) == null ? 0 : groups++;
            all.add(of(redirect(each, tls != null, port), router, settings, each, group, surroundings));
        }
        return List.copyOf(all);
    }

    private static List<ServerProtocol> added(Settings settings, Surroundings surroundings) {
        List<ServerProtocol> added = new ArrayList<>();
        try {
            for (ProtocolFactory each : surroundings.protocols()) {
                added.add(each.create(settings));
            }
            ProtocolSettings.requireReaders(settings, added);
            return List.copyOf(added);
        } catch (SettingException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable TlsEndpoint tls(
            String name, Settings settings, List<ServerProtocol> added, @Nullable X509ExtendedKeyManager keyManager) {
        try {
            List<ServerProtocol> negotiable = EngineSettings.negotiable(added, EngineSettings.http1(settings));
            return TlsSettings.open(name, settings, keyManager, negotiable);
        } catch (TlsException | SettingException e) {
            throw new StartException("TLS of " + name + ": " + e.getMessage(), e);
        }
    }

    /** Returns the router of an endpoint that redirects to TLS, or null if it does not redirect. */
    private static @Nullable Router redirect(Endpoint endpoint, boolean hasTls, IntSupplier port) {
        int target = endpoint.redirect();
        if (target < 0) {
            return null;
        }
        if (target == 0 && !hasTls) {
            throw new StartException(endpoint + " redirects to TLS, but the port of the server has none."
                    + " Tip: call tls(...), or name the port in withRedirectToTls(443)");
        }
        return new TlsRedirect(target == 0 ? port : () -> target);
    }

    private static EndpointSettings of(
            @Nullable Router redirect,
            Router router,
            Settings base,
            Endpoint endpoint,
            int group,
            Surroundings surroundings) {
        Settings settings;
        try {
            settings = new Settings(base, endpoint.own());
        } catch (SettingException e) {
            throw new StartException(endpoint + ": " + e.getMessage());
        }
        Router chosen = endpoint.router() == null ? router : endpoint.router();
        Router own = redirect == null ? chosen : redirect;
        requireFresh(own);
        Path path = endpoint.path();
        if (path != null) {
            requireTrust(endpoint, settings);
        }
        Tls options = endpoint.tls();
        if (path != null && options != null) {
            throw new StartException(endpoint + " has TLS, but a unix domain socket does not leave this machine."
                    + " Tip: remove withTls, or use Endpoint.tcp");
        }
        List<ServerProtocol> added = added(settings, surroundings);
        TlsEndpoint tls = options == null ? null : tls(endpoint.toString(), settings, added, options.keyManager());
        return new EndpointSettings(
                endpoint, own, settings, path == null ? address(settings) : null, group, added, tls);
    }

    /** Rejects a router that was generated for another version of the runtime. */
    static void requireFresh(Router router) {
        String staleness = router.staleness();
        if (staleness != null) {
            throw new StartException(staleness);
        }
    }

    /** Rejects settings that would close every connection to a unix domain socket. */
    private static void requireTrust(Endpoint endpoint, Settings settings) {
        TrustedProxies proxies = EngineSettings.proxies(settings);
        if (settings.get(Setting.PROXY_PROTOCOL) && !proxies.isEmpty() && !proxies.trustsUnix()) {
            throw new StartException(
                    "No client of " + endpoint + " is a trusted proxy that may send the PROXY protocol."
                            + " Tip: add unix to the trusted proxies of the endpoint");
        }
    }

    private static InetSocketAddress address(Settings settings) {
        try {
            return new InetSocketAddress(InetAddress.getByName(settings.get(Setting.HOST)), settings.get(Setting.PORT));
        } catch (UnknownHostException e) {
            throw BindFailure.unknownHost(settings, e);
        }
    }

    /** Returns whether the endpoint sets a value itself. The main endpoint sets all values itself. */
    boolean hasOwn(Setting<?> setting) {
        return endpoint == null || endpoint.own().get(setting) != null;
    }

    /** Returns the routes of all endpoints, beginning with the main endpoint. */
    static List<RouteInfo> routes(List<EndpointSettings> endpoints) {
        List<Router> routers = new ArrayList<>();
        List<RouteInfo> routes = new ArrayList<>();
        for (EndpointSettings each : endpoints) {
            if (!isOneOf(routers, each.router)) {
                routers.add(each.router);
                routes.addAll(each.router.routes());
            }
        }
        return List.copyOf(routes);
    }

    /** Returns the protocols of all endpoints in addition to HTTP/1.1. */
    static List<ServerProtocol> added(List<EndpointSettings> endpoints) {
        // A loop, because streams would load more classes at every start.
        List<ServerProtocol> all = new ArrayList<>();
        for (EndpointSettings each : endpoints) {
            all.addAll(each.added);
        }
        return List.copyOf(all);
    }

    private static boolean isOneOf(List<Router> routers, Router router) {
        for (Router each : routers) {
            if (each == router) {
                return true;
            }
        }
        return false;
    }

    /** Returns the time between two checks of the time limits: the shortest time that an endpoint needs. */
    static Duration tick(List<EndpointSettings> endpoints) {
        Duration shortest = Duration.ofDays(1);
        for (EndpointSettings each : endpoints) {
            Duration tick = EngineSettings.tick(each.settings, each.router.routes());
            shortest = tick.compareTo(shortest) < 0 ? tick : shortest;
        }
        return shortest;
    }
}
