package dev.interlock.benchmarks.migration;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and failed requests. Safe for use by several threads. */
final class Tally {
    private final LongAdder requests = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    void request() {
        requests.increment();
    }

    /** Counts a request that was counted before as failed. */
    void fail(String kind) {
        failed.increment();
        failures.computeIfAbsent(kind, key -> new LongAdder()).increment();
    }

    long requests() {
        return requests.sum();
    }

    long failed() {
        return failed.sum();
    }

    /** Returns a path without its query and its ids. */
    static String template(String target) {
        return target.replaceFirst("\\?.*", "").replaceAll("/(\\d+|[0-9a-f-]{36})(?=[/:]|$)", "/{id}");
    }

    /** Returns the number of failures of each kind. */
    Map<String, Long> failures() {
        Map<String, Long> sums = new TreeMap<>();
        failures.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }
}
