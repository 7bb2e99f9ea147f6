package dev.interlock.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.slf4j.MDC;

/** Fields of SLF4J's logging context. OpenTelemetry defines their names for log formats other than OTLP. */
final class LogFields {
    private static final String TRACE_ID = "trace_id";
    private static final String SPAN_ID = "span_id";

    private LogFields() {}

    /** Sets the fields to the ids of the context's span. Does nothing if the ids are not valid. */
    static void set(Context context) {
        SpanContext ids = Span.fromContext(context).getSpanContext();
        if (ids.isValid()) {
            MDC.put(TRACE_ID, ids.getTraceId());
            MDC.put(SPAN_ID, ids.getSpanId());
        }
    }

    static void remove() {
        MDC.remove(TRACE_ID);
        MDC.remove(SPAN_ID);
    }
}
