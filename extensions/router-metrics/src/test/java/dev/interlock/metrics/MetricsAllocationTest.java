package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.testing.LoopAllocation;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import org.junit.jupiter.api.Test;

/** Bytes that the event loop of a real server allocates for its metrics. */
final class MetricsAllocationTest {
    private static final String TRACE = "Traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0";
    private static final String UNSAMPLED = TRACE + "0\r\n";
    private static final String SAMPLED = TRACE + "1\r\n";

    @Test
    void requestsAllocateNothing() throws Exception {
        PrometheusRegistry registry = new PrometheusRegistry();
        long bytes = LoopAllocation.measure(
                builder -> builder.listener(ServerMetrics.in(registry)), () -> {}, UNSAMPLED, SAMPLED);
        assertWithMessage("bytes that %s requests allocate", LoopAllocation.MEASURED)
                .that(bytes)
                .isLessThan(LoopAllocation.MEASURED);
        double recorded = registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("http_server_request_size_bytes"))
                .flatMap(metric -> metric.getDataPoints().stream())
                .filter(point -> "/hello".equals(point.getLabels().get("http_route")))
                .mapToDouble(point -> ((HistogramDataPointSnapshot) point).getCount())
                .sum();
        assertThat(recorded).isAtLeast(LoopAllocation.ALL);
    }
}
