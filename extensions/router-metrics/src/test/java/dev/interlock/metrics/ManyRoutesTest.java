package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;

import com.sun.management.ThreadMXBean;
import dev.interlock.http.RouteInfo;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Scrapes of a service with 500 routes. 50 of them have had requests. */
final class ManyRoutesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUTES = 500;
    private static final int USED = 50;

    private final RequestHistograms histograms;
    private final List<LoopRecorder> loops;

    ManyRoutesTest() {
        List<RouteInfo> routes = new ArrayList<>();
        for (int i = 0; i < ROUTES; i++) {
            routes.add(RouteInfo.of(i, "GET", "/v1/things/" + i + "/{id}/parts", "shop.Things.part" + i));
        }
        SeriesTable series = new SeriesTable(routes);
        histograms = new RequestHistograms(series, 0);
        loops = List.of(new LoopRecorder(series), new LoopRecorder(series));
        for (LoopRecorder loop : loops) {
            for (int row = 0; row < USED; row++) {
                loop.took(row, 1, 3_000_000, null);
                loop.took(row, 3, 1_000_000, null);
                loop.received(row, 200);
                loop.sent(row, 2_000);
            }
        }
    }

    private MetricSnapshots scrape() {
        return new MetricSnapshots(
                histograms.durations(loops), histograms.requestSizes(loops), histograms.responseSizes(loops));
    }

    @Test
    void seriesWithoutValuesCostNoMemory() {
        scrape();
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        MetricSnapshots snapshots = scrape();
        long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(bytes).isLessThan(2_000_000);
        HistogramSnapshot durations = (HistogramSnapshot) snapshots.get(0);
        assertThat(durations.getDataPoints()).hasSize((ROUTES + 2) * SeriesTable.OUTCOMES);
        assertThat(durations.getDataPoints().stream()
                        .mapToLong(HistogramSnapshot.HistogramDataPointSnapshot::getCount)
                        .sum())
                .isEqualTo(2 * 2 * USED);
    }

    @Test
    void pageIsBounded() throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        ExpositionFormats.init().getPrometheusTextFormatWriter().write(page, scrape());
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            page.writeTo(gzip);
        }
        assertThat(page.size()).isLessThan(ROUTES * 20_000);
        assertThat(compressed.size()).isLessThan(ROUTES * 600);
    }
}
