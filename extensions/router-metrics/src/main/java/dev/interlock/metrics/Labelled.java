package dev.interlock.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/** Value of one series. */
record Labelled(Labels labels, double value) {
    /** Creates the value of a counter, which is exact up to 2^53. */
    Labelled(Labels labels, long value) {
        this(labels, (double) value);
    }
}
