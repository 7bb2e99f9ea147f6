package dev.interlock.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/** Value of one series. */
record Labelled(Labels labels, double value) {
    /** Creates the value of a counter. Values up to 2^53 are exact. */
    Labelled(Labels labels, long value) {
        this(labels, (double) value);
    }
}
