package dev.interlock.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Snapshots of one scrape. Names of counters are given without the suffix {@code _total}, which the formats add. */
final class Snapshots {
    private final List<MetricSnapshot> all = new ArrayList<>();
    private final List<MetricFamilyDescriptor> descriptors = new ArrayList<>();
    private final long createdMillis;

    /** @param createdMillis time at which the counters were 0 */
    Snapshots(long createdMillis) {
        this.createdMillis = createdMillis;
    }

    private void add(MetricType type, MetricSnapshot snapshot) {
        all.add(snapshot);
        descriptors.add(MetricFamilyDescriptor.of(type, snapshot.getMetadata()));
    }

    void histogram(HistogramSnapshot snapshot) {
        add(MetricType.HISTOGRAM, snapshot);
    }

    void gauge(String name, String help, @Nullable Unit unit, long value) {
        gauges(name, help, unit, List.of(new Labelled(Labels.EMPTY, value)));
    }

    void gauges(String name, String help, @Nullable Unit unit, List<Labelled> values) {
        List<GaugeDataPointSnapshot> points = new ArrayList<>();
        for (Labelled each : values) {
            points.add(new GaugeDataPointSnapshot(each.value(), each.labels(), null));
        }
        add(MetricType.GAUGE, new GaugeSnapshot(new MetricMetadata(name, help, unit), points));
    }

    void counter(String name, String help, @Nullable Unit unit, long value) {
        counters(name, help, unit, List.of(new Labelled(Labels.EMPTY, value)));
    }

    void counters(String name, String help, List<Labelled> values) {
        counters(name, help, null, values);
    }

    void counters(String name, String help, @Nullable Unit unit, List<Labelled> values) {
        List<CounterDataPointSnapshot> points = new ArrayList<>();
        for (Labelled each : values) {
            points.add(new CounterDataPointSnapshot(each.value(), each.labels(), null, createdMillis));
        }
        add(MetricType.COUNTER, new CounterSnapshot(new MetricMetadata(name, help, unit), points));
    }

    void info(String name, String help, Labels labels) {
        add(
                MetricType.INFO,
                new InfoSnapshot(new MetricMetadata(name, help), List.of(new InfoDataPointSnapshot(labels))));
    }

    /** Returns the names and types of the snapshots. */
    List<MetricFamilyDescriptor> descriptors() {
        return List.copyOf(descriptors);
    }

    MetricSnapshots all() {
        return new MetricSnapshots(all);
    }
}
