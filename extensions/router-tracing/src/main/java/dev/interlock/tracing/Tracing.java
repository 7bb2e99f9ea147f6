package dev.interlock.tracing;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.ServerState;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Traces of a server for OpenTelemetry: one span of kind SERVER for each exchange, with names and attributes of the
 * stable HTTP conventions. The {@link Context} of an exchange is current in all of its code: filters, handlers of every
 * kind, stages that the server awaits, and publishers.
 *
 * <pre>{@code
 * OpenTelemetry telemetry = GlobalOpenTelemetry.get(); // the Java agent, or an SDK that the application has set up
 * HttpServer.builder(ApiRouter.of(new Orders(store)))
 *         .listener(Tracing.builder(telemetry).sampleRatio(0.01).build())
 *         .start();
 * }</pre>
 *
 * <p>The propagators of the {@link OpenTelemetry} object, such as W3C Trace Context, read the parent of a span and the
 * baggage from the header. With a {@linkplain TracingBuilder#sampleRatio sample ratio}, an unsampled request without a
 * parent or baggage allocates nothing in steady state if its handler runs on the event loop. On another thread, it
 * allocates one small object. Safe for use by several threads.
 */
public final class Tracing implements ExchangeListener {
    /** Estimate of the heap that a context with a span takes, without texts. */
    private static final int CONTEXT_BYTES = 1500;

    private static final String SCOPE_NAME = "dev.interlock.tracing";

    private final Tracer tracer;
    private final Propagation propagation;
    private final ServerSpans spans;
    private final Predicate<RouteInfo> untraced;
    /** Share of the requests without a parent that are sampled. Negative if the SDK decides instead. */
    private final double sampleRatio;

    private final boolean setsFields;
    /** Context of requests that have neither span, parent nor baggage. */
    private final Context base;
    /** State of the current thread's event loop. */
    private final ThreadLocal<LoopTracing> ofLoop;

    Tracing(TracingBuilder builder) {
        tracer = builder.telemetry.getTracer(SCOPE_NAME);
        propagation = new Propagation(builder.telemetry.getPropagators().getTextMapPropagator());
        spans = new ServerSpans(new QueryText(builder.queryParameters));
        untraced = builder.untraced;
        sampleRatio = builder.sampleRatio;
        setsFields = builder.logFields;
        base = sampleRatio < 0 ? Context.root() : UnsampledContext.create();
        ofLoop = ThreadLocal.withInitial(() -> new LoopTracing(base));
    }

    /**
     * Traces every request, with the default options. The SDK or the Java agent decides which spans are sampled. Same
     * as {@code builder(telemetry).build()}.
     */
    public static Tracing of(OpenTelemetry telemetry) {
        return builder(telemetry).build();
    }

    /** Creates a builder with the default options. */
    public static TracingBuilder builder(OpenTelemetry telemetry) {
        return new TracingBuilder(telemetry);
    }

    /** Called by the server. */
    @Override
    public void serverOpened(ServerState server) {
        spans.add(server.routes());
    }

    /** Called by the server. */
    @Override
    public void connectionOpened(ObservedConnection connection) {
        connection.attach(this, ofLoop.get());
    }

    /** Called by the server. */
    @Override
    public void requestBegun(ObservedExchange exchange) {
        if (!exchange.hasHead()) {
            begin(exchange, null);
        }
    }

    /** Called by the server. */
    @Override
    public void routed(ObservedExchange exchange) {
        RouteInfo route = exchange.route();
        if (route == null || !untraced.test(route)) {
            begin(exchange, exchange.head());
        }
    }

    private void begin(ObservedExchange exchange, @Nullable RequestHead head) {
        LoopTracing loop = loop(exchange);
        if (loop == null) {
            return;
        }
        Context parent = head == null ? base : propagation.extract(base, head);
        SpanContext remote = parent == base ? SpanContext.getInvalid() : remote(parent);
        if (isSampled(remote, loop)) {
            Span span = spans.start(tracer, parent, remote.isValid(), exchange, head);
            attach(exchange, parent.with(span), span);
        } else if (parent != base) {
            attach(exchange, parent, null);
        }
    }

    /** Attaches a context, and charges the connection for its estimated size. Texts of the head may be in it twice. */
    private void attach(ObservedExchange exchange, Context context, @Nullable Span span) {
        int bytes = CONTEXT_BYTES + 2 * (int) exchange.requestBytes();
        exchange.attach(this, new ExchangeTrace(context, span, bytes));
        exchange.connection().hold(bytes);
    }

    /** Returns the parent that the header states, or an invalid one. */
    private static SpanContext remote(Context parent) {
        SpanContext stated = Span.fromContext(parent).getSpanContext();
        return stated.isRemote() ? stated : SpanContext.getInvalid();
    }

    private boolean isSampled(SpanContext parent, LoopTracing loop) {
        if (sampleRatio < 0) {
            return true;
        }
        return parent.isValid() ? parent.isSampled() : loop.isSampled(sampleRatio);
    }

    private @Nullable LoopTracing loop(ObservedExchange exchange) {
        return (LoopTracing) exchange.connection().attachment(this);
    }

    private @Nullable ExchangeTrace trace(ObservedExchange exchange) {
        return (ExchangeTrace) exchange.attachment(this);
    }

    /** Called by the server. */
    @Override
    public void scopeOpened(ObservedExchange exchange) {
        LoopTracing loop = loop(exchange);
        if (loop == null) {
            return;
        }
        ExchangeTrace trace = trace(exchange);
        if (loop.isOfThisThread()) {
            loop.open(trace == null ? base : trace.context());
        } else {
            if (trace == null) {
                trace = new ExchangeTrace(base, null, 0);
                exchange.attach(this, trace);
            }
            trace.openOnThread();
        }
        if (setsFields && trace != null && trace.context() != base) {
            LogFields.set(trace.context());
        }
    }

    /** Called by the server. */
    @Override
    public void scopeClosed(ObservedExchange exchange) {
        LoopTracing loop = loop(exchange);
        if (loop == null) {
            return;
        }
        ExchangeTrace trace = trace(exchange);
        try {
            if (setsFields && trace != null) {
                LogFields.remove();
            }
        } finally {
            if (loop.isOfThisThread()) {
                loop.close();
            } else if (trace != null) {
                trace.closeOnThread();
            }
        }
    }

    /** Called by the server. */
    @Override
    public void responseBegun(ObservedExchange exchange) {
        Span span = span(exchange);
        if (span != null && exchange.timedOut()) {
            ServerSpans.addTimeOut(span);
        }
    }

    private @Nullable Span span(ObservedExchange exchange) {
        ExchangeTrace trace = trace(exchange);
        return trace == null ? null : trace.span();
    }

    /** Gives the memory of the trace back, and returns its span. */
    private @Nullable Span ended(ObservedExchange exchange) {
        ExchangeTrace trace = trace(exchange);
        if (trace == null) {
            return null;
        }
        exchange.connection().hold(-trace.heldBytes());
        return trace.span();
    }

    /** Called by the server. */
    @Override
    public void responseSent(ObservedExchange exchange) {
        Span span = ended(exchange);
        if (span != null) {
            ServerSpans.end(span, exchange);
        }
    }

    /** Called by the server. */
    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        Span span = ended(exchange);
        if (span != null) {
            ServerSpans.abort(span, exchange, reason);
        }
    }
}
