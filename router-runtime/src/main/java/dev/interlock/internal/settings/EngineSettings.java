package dev.interlock.internal.settings;

import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.engine.AdaptiveLimit;
import dev.interlock.internal.engine.BodyPace;
import dev.interlock.internal.engine.ConcurrencyLimit;
import dev.interlock.internal.engine.ExchangeLimits;
import dev.interlock.internal.engine.ProtocolChoice;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.engine.Timeouts;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.form.UploadDirectory;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.http1.Http1;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.proxyprotocol.ProxyProtocol;
import dev.interlock.internal.tls.TlsEndpoint;
import dev.interlock.internal.tls.TlsProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the settings of a server to the records of the engine. This happens once, when the server starts. */
public final class EngineSettings {
    /** Longest time between two checks of the time limits. */
    private static final long LONGEST_TICK_MILLIS = 1000;

    private EngineSettings() {}

    /**
     * Returns the protocol of each connection.
     *
     * @param added protocols in addition to HTTP/1.1, the preferred one first
     * @param tls TLS of the endpoint, or null if it has none
     */
    public static ServerProtocol protocol(Settings settings, List<ServerProtocol> added, @Nullable TlsEndpoint tls) {
        ServerProtocol protocol = tls == null
                ? withoutTls(added, http1(settings))
                : new TlsProtocol(tls, negotiable(added, http1(settings)));
        return settings.get(Setting.PROXY_PROTOCOL) ? new ProxyProtocol(protocol, proxies(settings)) : protocol;
    }

    /** Returns the protocols that ALPN can choose, the preferred one first and HTTP/1.1 last. */
    public static List<ServerProtocol> negotiable(List<ServerProtocol> added, Http1 http1) {
        List<ServerProtocol> all = new ArrayList<>();
        for (ServerProtocol each : added) {
            if (!each.applicationProtocol().isEmpty()) {
                all.add(each);
            }
        }
        all.add(http1);
        return List.copyOf(all);
    }

    /** Returns the protocol of a port without TLS, where the first bytes of a client choose one of the protocols. */
    private static ServerProtocol withoutTls(List<ServerProtocol> added, Http1 http1) {
        ServerProtocol all = http1;
        for (ServerProtocol each : added) {
            if (each.preface().length > 0) {
                all = new ProtocolChoice(each, all);
            }
        }
        return all;
    }

    public static Http1 http1(Settings settings) {
        return new Http1(
                limits(settings), settings.get(Setting.MAX_PIPELINED), settings.get(Setting.SERVE_HALF_CLOSED));
    }

    private static Limits limits(Settings settings) {
        return new Limits(
                settings.get(Setting.MAX_REQUEST_LINE),
                settings.get(Setting.MAX_HEAD),
                settings.get(Setting.MAX_FIELDS),
                settings.get(Setting.MAX_BODY));
    }

    /**
     * Returns the settings for forms.
     *
     * @param uploads directory for parts that are too large for memory
     */
    public static FormSettings forms(Settings settings, UploadDirectory uploads) {
        return new FormSettings(
                settings.get(Setting.MAX_FORM_FIELDS),
                settings.get(Setting.MAX_PART_HEAD),
                settings.get(Setting.PART_MEMORY),
                settings.get(Setting.MAX_PART_FILES),
                uploads);
    }

    public static Timeouts timeouts(Settings settings) {
        return new Timeouts(
                settings.get(Setting.HEAD_TIMEOUT).toNanos(),
                settings.get(Setting.IDLE_TIMEOUT).toNanos());
    }

    public static BodyPace bodyPace(Settings settings) {
        return new BodyPace(
                settings.get(Setting.MIN_BODY_RATE),
                settings.get(Setting.HEAD_TIMEOUT).toNanos());
    }

    /** Returns the proxies that the server trusts to state the client of a request. */
    public static TrustedProxies proxies(Settings settings) {
        return TrustedProxies.of(settings.get(Setting.TRUSTED_PROXIES), settings.get(Setting.STANDARD_FORWARDED));
    }

    public static ConcurrencyLimit inFlight(Settings settings) {
        return new ConcurrencyLimit(settings.get(Setting.MAX_IN_FLIGHT));
    }

    public static ConcurrencyLimit streams(Settings settings) {
        int most = settings.get(Setting.MAX_STREAMS);
        return new ConcurrencyLimit(most > 0 ? most : Math.max(1, settings.get(Setting.BLOCKING_THREADS) / 2));
    }

    /** Returns the adaptive limit. It does nothing if the setting is off. */
    public static AdaptiveLimit adaptive(Settings settings) {
        return new AdaptiveLimit(settings.get(Setting.TARGET_LATENCY).toNanos(), settings.get(Setting.MAX_IN_FLIGHT));
    }

    /** Returns the limits on exchanges. */
    public static ExchangeLimits exchanges(Settings settings, AdaptiveLimit adaptive, Router router) {
        BodyPace responses = new BodyPace(
                settings.get(Setting.MIN_RESPONSE_RATE),
                settings.get(Setting.HEAD_TIMEOUT).toNanos());
        return ExchangeLimits.of(settings.get(Setting.EXCHANGE_TIMEOUT), responses, adaptive, router);
    }

    /**
     * Returns the time between two checks of the time limits: a quarter of the shortest limit, from 1 ms to 1 s.
     *
     * @param routes routes, which may have limits of their own
     */
    public static Duration tick(Settings settings, Iterable<RouteInfo> routes) {
        List<Setting<Duration>> limits = List.of(
                Setting.HEAD_TIMEOUT,
                Setting.IDLE_TIMEOUT,
                Setting.TLS_HANDSHAKE_TIMEOUT,
                Setting.STREAM_TIMEOUT,
                Setting.EXCHANGE_TIMEOUT);
        // A loop, because a stream would make each service load more classes when it starts.
        long shortest = Long.MAX_VALUE;
        for (Setting<Duration> limit : limits) {
            shortest = Math.min(shortest, millis(settings.get(limit)));
        }
        for (RouteInfo route : routes) {
            Duration own = route.timeout();
            shortest = own == null ? shortest : Math.min(shortest, millis(own));
        }
        return Duration.ofMillis(Math.max(1, Math.min(LONGEST_TICK_MILLIS, shortest / 4)));
    }

    /** Converts a limit to milliseconds. Zero stands for no limit. */
    private static long millis(Duration limit) {
        return limit.isZero() ? Long.MAX_VALUE : limit.toMillis();
    }
}
