package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http.Router;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.http1.BodyReader;
import dev.interlock.internal.http1.Http1;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.message.RequestId;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.observe.ExchangeListener;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Event loops without threads, for sessions without channels. */
public final class TestLoop {
    private static final Http1 HTTP_1 = new Http1(Limits.DEFAULT, 64 * 1024, true);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long GRACE_NANOS = 1_000_000_000;

    private TestLoop() {}

    /** Creates a loop that runs tasks at once, with the default limits. */
    static EngineLoop of(Router router) {
        return of(router, 1000);
    }

    static EngineLoop of(Router router, int maxInFlight) {
        return of(router, maxInFlight, Runnable::run);
    }

    /** Creates a loop whose tasks the test runs. */
    public static EngineLoop of(Router router, Executor executor) {
        return of(router, 1000, executor);
    }

    /** Creates a loop whose connections speak another protocol. */
    static EngineLoop of(Router router, Executor executor, ServerProtocol protocol) {
        return of(router, 1000, executor, protocol);
    }

    private static EngineLoop of(Router router, int maxInFlight, Executor executor) {
        return of(router, maxInFlight, executor, HTTP_1);
    }

    private static EngineLoop of(Router router, int maxInFlight, Executor executor, ServerProtocol protocol) {
        Service service = service(router, maxInFlight, Runnable::run, List.of());
        return new EngineLoop(service, protocol, new Timeouts(IDLE_NANOS, IDLE_NANOS), executor, true);
    }

    /** Creates a loop whose exchanges have listeners. The test runs the tasks of the loop and the blocking handlers. */
    static EngineLoop observed(Router router, Executor executor, Executor blocking, ExchangeListener... listeners) {
        Service service = service(router, 1000, blocking, List.of(listeners));
        return new EngineLoop(service, HTTP_1, new Timeouts(IDLE_NANOS, IDLE_NANOS), executor, true);
    }

    /** Creates a loop with limits. The test sets the time, and runs the tasks of the loop. */
    static EngineLoop limited(
            Router router,
            Executor executor,
            Executor blocking,
            ExchangeLimits limits,
            LoopClock clock,
            ExchangeListener... listeners) {
        Service service = service(router, 1000, blocking, limits, clock, List.of(listeners));
        return new EngineLoop(service, HTTP_1, new Timeouts(IDLE_NANOS, IDLE_NANOS), executor, true);
    }

    private static Service service(
            Router router, int maxInFlight, Executor blocking, List<ExchangeListener> listeners) {
        return service(router, maxInFlight, blocking, ExchangeLimits.none(router), LoopClock.SYSTEM, listeners);
    }

    private static Service service(
            Router router,
            int maxInFlight,
            Executor blocking,
            ExchangeLimits limits,
            LoopClock clock,
            List<ExchangeListener> listeners) {
        return new Service(
                new RouteTable(router),
                new HandlerCall(router),
                Limits.DEFAULT.body(),
                new BodyPace(1, GRACE_NANOS),
                new ConcurrencyLimit(maxInFlight),
                MemoryBudget.unlimited(),
                Retained.of(1),
                new ConcurrencyLimit(maxInFlight),
                0,
                blocking,
                limits,
                FormSettings.DEFAULT,
                TrustedProxies.NONE,
                clock,
                RequestId.RANDOM,
                Observers.of(listeners, TrustedProxies.NONE));
    }

    /** Opens a session of HTTP/1.1. */
    public static Session session(EngineLoop loop, SessionHost host) {
        return HTTP_1.on(loop.context(), loop.scratch()).open(host);
    }

    /** Opens a session of HTTP/1.1, and returns the owner of its exchanges. */
    public static ExchangeOwner owner(EngineLoop loop, SessionHost host) {
        ExchangeWire wire = (ExchangeWire) session(loop, host);
        return new ServedRequest(loop.context(), loop.scratch(), wire, new BodyReader(Limits.DEFAULT));
    }

    /** Returns the bytes appended since the last call. */
    static String text(Outbound outbound) {
        StringBuilder text = new StringBuilder();
        for (Object piece = outbound.next(); piece != null; piece = outbound.next()) {
            ByteBuf bytes = (ByteBuf) piece;
            text.append(bytes.toString(ISO_8859_1));
            bytes.release();
        }
        return text.toString();
    }
}
