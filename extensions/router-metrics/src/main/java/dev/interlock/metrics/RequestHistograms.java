package dev.interlock.metrics;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
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

    private final int rows;
    private final long createdMillis;
    /** Labels of each series, and of each row. */
    private final Labels[] ofSeries;

    private final Labels[] ofRow;

    RequestHistograms(SeriesTable series, long createdMillis) {
        this.createdMillis = createdMillis;
        rows = series.rows();
        ofRow = new Labels[rows];
        ofSeries = new Labels[rows * SeriesTable.OUTCOMES];
        for (int i = 0; i < ofSeries.length; i++) {
            int row = i / SeriesTable.OUTCOMES;
            ofRow[row] = series.labels(row);
            ofSeries[i] = series.labels(row, i % SeriesTable.OUTCOMES);
        }
    }

    /** Adds the values of a row to the numbers of a histogram. */
    private interface RowReader {
        void addTo(long[] sums, LoopRecorder loop, int row);
    }

    HistogramSnapshot durations(List<LoopRecorder> loops) {
        return snapshot(
                DURATION,
                Histograms.SECONDS,
                ofSeries,
                loops,
                (sums, loop, index) ->
                        loop.addDurations(index / SeriesTable.OUTCOMES, index % SeriesTable.OUTCOMES, sums));
    }

    HistogramSnapshot requestSizes(List<LoopRecorder> loops) {
        return snapshot(
                REQUEST_SIZE, Histograms.BYTES, ofRow, loops, (sums, loop, row) -> loop.addRequestSizes(row, sums));
    }

    HistogramSnapshot responseSizes(List<LoopRecorder> loops) {
        return snapshot(
                RESPONSE_SIZE, Histograms.BYTES, ofRow, loops, (sums, loop, row) -> loop.addResponseSizes(row, sums));
    }

    private HistogramSnapshot snapshot(
            MetricMetadata metadata, Buckets buckets, Labels[] labels, List<LoopRecorder> loops, RowReader reader) {
        List<HistogramDataPointSnapshot> points = new ArrayList<>(labels.length);
        for (int i = 0; i < labels.length; i++) {
            long[] sums = new long[buckets.count() + 1];
            for (LoopRecorder loop : loops) {
                reader.addTo(sums, loop, i);
            }
            points.add(buckets.histogram(sums, sums[buckets.count()], labels[i], createdMillis));
        }
        return new HistogramSnapshot(metadata, points);
    }
}
