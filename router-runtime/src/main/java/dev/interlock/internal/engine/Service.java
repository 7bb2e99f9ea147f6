package dev.interlock.internal.engine;

import dev.interlock.http.Execution;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.negotiate.RouteTable;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * State that all event loops of a server share for one endpoint.
 *
 * @param maxBody limit on the bytes of a request body, for routes without a limit of their own
 * @param bodyPace lowest rate at which bodies may arrive
 * @param inFlight limit on the exchanges that are not complete after the step that reads their head
 * @param memory budget of all connections
 * @param retained memory that each event loop keeps ready
 * @param streams limit on the exchanges whose handlers read the body while it arrives
 * @param streamNanos time limit for the body of such an exchange, from the head to the last byte; 0 for no limit
 * @param blocking executor of the handlers that may block
 * @param limits limits on the duration, response rate and number of exchanges
 * @param forms settings for forms and multipart bodies
 * @param proxies proxies that the server trusts to state the address of a client
 * @param clock clock of the event loops
 * @param random source of request ids, safe for use by several threads
 * @param observers listeners of all exchanges, or null
 */
public record Service(
        RouteTable routes,
        HandlerCall handlerCall,
        int maxBody,
        BodyPace bodyPace,
        ConcurrencyLimit inFlight,
        MemoryBudget memory,
        Retained retained,
        ConcurrencyLimit streams,
        long streamNanos,
        Executor blocking,
        ExchangeLimits limits,
        FormSettings forms,
        TrustedProxies proxies,
        LoopClock clock,
        RandomGenerator random,
        @Nullable Observers observers) {

    /**
     * Counts an exchange that is not complete after the step that reads its head.
     *
     * @param asStream whether the exchange also counts as a stream
     * @return null, or the reason why the exchange is rejected and not counted
     */
    public @Nullable Rejection enter(RouteInfo route, boolean asStream) {
        boolean onLoop = route.execution() == Execution.EVENT_LOOP;
        if (!onLoop && !limits.adaptive().permits(route.essential())) {
            return ServerRejection.OVERLOADED;
        }
        if (!limits.routes().enter(route)) {
            return ServerRejection.MANY_OF_ROUTE;
        }
        if (!inFlight.enter(route.essential())) {
            limits.routes().leave(route);
            return ServerRejection.MANY_IN_FLIGHT;
        }
        if (asStream && !streams.enter(route.essential())) {
            inFlight.leave();
            limits.routes().leave(route);
            return ServerRejection.MANY_STREAMS;
        }
        return null;
    }

    /** Stops counting an exchange that was counted by {@link #enter} but never began. */
    public void leave(RouteInfo route, boolean asStream) {
        limits.routes().leave(route);
        inFlight.leave();
        if (asStream) {
            streams.leave();
        }
    }
}
