package dev.interlock.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.SplittableRandom;

/**
 * Context of requests that are not sampled. All these requests share one, so they allocate nothing. Its ids must be
 * valid, because propagators do not pass on invalid ids.
 */
final class UnsampledContext {
    private UnsampledContext() {}

    /** Creates a context with new ids. */
    static Context create() {
        SplittableRandom random = new SplittableRandom();
        SpanContext ids = SpanContext.create(
                TraceId.fromLongs(random.nextLong(), nonZero(random)),
                SpanId.fromLong(nonZero(random)),
                TraceFlags.getDefault(),
                TraceState.getDefault());
        return Context.root().with(Span.wrap(ids));
    }

    private static long nonZero(SplittableRandom random) {
        return random.nextLong() | 1;
    }
}
