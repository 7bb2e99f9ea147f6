package dev.interlock.metrics;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the histograms of requests from the counters of all loops. Immutable. */
final class RequestHistograms {
    private static final MetricMetadata DURATION = new MetricMetadata(
            "http_server_request_duration_seconds",
            "Time from the head of a request to the last byte of its response",
            Unit.SECONDS);
    private static final MetricMetadata REQUEST_SIZE = new MetricMetadata(
            "http_server_request_size_bytes", "Bytes of requests, including head and framing", Unit.BYTES);
    private static final MetricMetadata RESPONSE_SIZE = new MetricMetadata(
            "http_server_response_size_bytes", "Bytes of responses, including head and framing", Unit.BYTES);

    private final long createdMillis;
    /** Data point of each series without values. Most series never have values, so scrapes reuse these points. */
    private final HistogramDataPointSnapshot[] emptyDurations;

    private final HistogramDataPointSnapshot[] emptySizes;

    RequestHistograms(SeriesTable series, long createdMillis) {
        this.createdMillis = createdMillis;
        Labels[] ofRow = new Labels[series.rows()];
        Labels[] ofSeries = new Labels[series.rows() * SeriesTable.OUTCOMES];
        for (int i = 0; i < ofSeries.length; i++) {
            int row = i / SeriesTable.OUTCOMES;
            ofRow[row] = series.labels(row);
            ofSeries[i] = series.labels(row, i % SeriesTable.OUTCOMES);
        }
        emptyDurations = empty(Histograms.SECONDS, ofSeries);
        emptySizes = empty(Histograms.BYTES, ofRow);
    }

    private HistogramDataPointSnapshot[] empty(Buckets buckets, Labels[] labels) {
        HistogramDataPointSnapshot[] points = new HistogramDataPointSnapshot[labels.length];
        long[] counts = new long[buckets.count()];
        for (int i = 0; i < points.length; i++) {
            points[i] = buckets.histogram(counts, 0, labels[i], Exemplars.EMPTY, createdMillis);
        }
        return points;
    }

    /** Adds the histogram of a series or row to {@code sums}. Returns false if the series or row has no values. */
    private interface Reader {
        boolean addTo(long[] sums, LoopRecorder loop, int index);
    }

    /** Adds the exemplars of a series or row to a list. */
    private interface ExemplarReader {
        void addTo(List<Exemplar> all, LoopRecorder loop, int index);
    }

    HistogramSnapshot durations(List<LoopRecorder> loops) {
        return snapshot(
                DURATION,
                Histograms.SECONDS,
                emptyDurations,
                loops,
                (sums, loop, index) -> loop.addDurations(index, sums),
                (all, loop, index) -> loop.addExemplars(index, all));
    }

    HistogramSnapshot requestSizes(List<LoopRecorder> loops) {
        return snapshot(
                REQUEST_SIZE,
                Histograms.BYTES,
                emptySizes,
                loops,
                (sums, loop, row) -> loop.addRequestSizes(row, sums),
                (all, loop, row) -> {});
    }

    HistogramSnapshot responseSizes(List<LoopRecorder> loops) {
        return snapshot(
                RESPONSE_SIZE,
                Histograms.BYTES,
                emptySizes,
                loops,
                (sums, loop, row) -> loop.addResponseSizes(row, sums),
                (all, loop, row) -> {});
    }

    private HistogramSnapshot snapshot(
            MetricMetadata metadata,
            Buckets buckets,
            HistogramDataPointSnapshot[] empty,
            List<LoopRecorder> loops,
            Reader values,
            ExemplarReader exemplars) {
        List<HistogramDataPointSnapshot> points = new ArrayList<>(empty.length);
        List<Exemplar> traces = new ArrayList<>();
        long[] sums = new long[buckets.count() + 1];
        for (int i = 0; i < empty.length; i++) {
            boolean isEmpty = true;
            for (LoopRecorder loop : loops) {
                if (values.addTo(sums, loop, i)) {
                    isEmpty = false;
                    exemplars.addTo(traces, loop, i);
                }
            }
            if (isEmpty) {
                points.add(empty[i]);
                continue;
            }
            points.add(buckets.histogram(
                    sums, sums[buckets.count()], empty[i].getLabels(), Exemplars.of(traces), createdMillis));
            Arrays.fill(sums, 0);
            traces.clear();
        }
        return new HistogramSnapshot(metadata, points);
    }
}
