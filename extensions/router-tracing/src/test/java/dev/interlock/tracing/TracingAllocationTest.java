package dev.interlock.tracing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.interlock.testing.LoopAllocation.MEASURED;

import dev.interlock.log.AccessLog;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.observe.MdcScope;
import dev.interlock.testing.LoopAllocation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that the event loop of a real server allocates for requests that are not sampled. */
final class TracingAllocationTest {
    /** Limit on the bytes for a request with a parent. docs/tracing.md states this number. */
    private static final long WITH_PARENT = 1024;

    @TempDir
    private Path directory;

    private volatile SpanContext current = SpanContext.getInvalid();

    @Test
    void unsampledRequestsAllocateNothing() throws Exception {
        assertWithMessage("bytes that %s requests allocate", MEASURED)
                .that(measure(""))
                .isLessThan(MEASURED);
    }

    @Test
    void unsampledRequestsWithParentAllocateLittle() throws Exception {
        long each = measure("traceparent: " + Traced.UNSAMPLED + "\r\n") / MEASURED;
        assertWithMessage("bytes that a request allocates").that(each).isGreaterThan(0);
        assertWithMessage("bytes that a request allocates").that(each).isLessThan(WITH_PARENT);
    }

    /** Returns the bytes that the event loop allocates for all measured requests together, with all listeners. */
    private long measure(String field) throws Exception {
        try (OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build()) {
            Tracing tracing =
                    Tracing.builder(telemetry).sampleRatio(0).logFields(true).build();
            long bytes = LoopAllocation.measure(
                    builder -> builder.accessLog(AccessLog.json().withFile(directory.resolve("access.log")))
                            .listener(ServerMetrics.in(new PrometheusRegistry()))
                            .listener(new MdcScope())
                            .listener(tracing),
                    () -> current = Span.current().getSpanContext(),
                    field);
            assertThat(current.isValid()).isTrue();
            assertThat(current.isSampled()).isFalse();
            return bytes;
        }
    }
}
