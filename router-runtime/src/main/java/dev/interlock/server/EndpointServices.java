package dev.interlock.server;

import dev.interlock.internal.engine.AdaptiveLimit;
import dev.interlock.internal.engine.EngineEndpoint;
import dev.interlock.internal.engine.ExchangeLimits;
import dev.interlock.internal.engine.HandlerCall;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.Observers;
import dev.interlock.internal.engine.Retained;
import dev.interlock.internal.engine.Service;
import dev.interlock.internal.flight.SlowExchanges;
import dev.interlock.internal.form.UploadDirectory;
import dev.interlock.internal.message.RequestId;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.internal.settings.EngineSettings;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.Settings;
import dev.interlock.observe.ExchangeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Creates the services of all endpoints of a server. Endpoints with the same router share the limits of its routes. An
 * endpoint without its own limit on exchanges in flight shares the limit of the main endpoint.
 *
 * @param uploads directory for parts that are too large for memory
 * @param listeners listeners of all connections and exchanges
 * @param slow listener of slow exchanges, or null
 * @param clock clock of the event loops
 */
record EndpointServices(
        MemoryBudget memory,
        Executor blocking,
        UploadDirectory uploads,
        List<ExchangeListener> listeners,
        @Nullable SlowExchanges slow,
        LoopClock clock) {
    /** Returns the endpoints for the event loops, in the same order. */
    List<EngineEndpoint> of(List<EndpointSettings> endpoints) {
        List<EngineEndpoint> all = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        for (EndpointSettings each : endpoints) {
            Service service = services.isEmpty() ? main(each, endpoints.size()) : added(each, services);
            services.add(service);
            Settings settings = each.settings();
            all.add(new EngineEndpoint(
                    service,
                    EngineSettings.protocol(settings, each.added(), each.tls()),
                    EngineSettings.timeouts(settings),
                    each.group()));
        }
        return List.copyOf(all);
    }

    /** @param endpoints number of all endpoints; each keeps its own buffers on each event loop */
    private Service main(EndpointSettings main, int endpoints) {
        Settings settings = main.settings();
        AdaptiveLimit adaptive = EngineSettings.adaptive(settings);
        return new Service(
                new RouteTable(main.router()),
                new HandlerCall(main.router()),
                settings.get(Setting.MAX_BODY),
                EngineSettings.bodyPace(settings),
                EngineSettings.inFlight(settings),
                memory,
                Retained.of(settings.get(Setting.EVENT_LOOP_THREADS) * endpoints),
                EngineSettings.streams(settings),
                settings.get(Setting.STREAM_TIMEOUT).toNanos(),
                blocking,
                EngineSettings.exchanges(settings, adaptive, main.router()),
                EngineSettings.forms(settings, uploads),
                EngineSettings.proxies(settings),
                clock,
                RequestId.RANDOM,
                Observers.of(listeners, slow, EngineSettings.proxies(settings)));
    }

    /** @param services services of the earlier endpoints, beginning with the main one */
    private Service added(EndpointSettings added, List<Service> services) {
        Service main = services.get(0);
        Service same = sameRouter(added, services);
        Settings settings = added.settings();
        ExchangeLimits limits = EngineSettings.exchanges(settings, main.limits().adaptive(), added.router());
        return new Service(
                same == null ? new RouteTable(added.router()) : same.routes(),
                same == null ? new HandlerCall(added.router()) : same.handlerCall(),
                settings.get(Setting.MAX_BODY),
                EngineSettings.bodyPace(settings),
                added.hasOwn(Setting.MAX_IN_FLIGHT) ? EngineSettings.inFlight(settings) : main.inFlight(),
                memory,
                main.retained(),
                main.streams(),
                main.streamNanos(),
                blocking,
                same == null ? limits : limits.withRoutesOf(same.limits()),
                main.forms(),
                EngineSettings.proxies(settings),
                clock,
                RequestId.RANDOM,
                Observers.of(listeners, slow, EngineSettings.proxies(settings)));
    }

    /** Returns an earlier service with the router of the endpoint, or null. */
    private static @Nullable Service sameRouter(EndpointSettings added, List<Service> services) {
        for (Service each : services) {
            if (each.routes().router() == added.router()) {
                return each;
            }
        }
        return null;
    }
}
