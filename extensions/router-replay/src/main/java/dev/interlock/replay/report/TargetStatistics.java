package dev.interlock.replay.report;

import dev.interlock.replay.load.Failure;
import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.rewrite.ReceivedResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts of one target. Confined to one thread. */
final class TargetStatistics {
    private static final int SERVER_ERROR = 500;

    final Latencies all = new Latencies();
    final TimeSeries series = new TimeSeries();
    final Map<String, Latencies> routes = new HashMap<>();
    final Map<Integer, Long> statuses = new TreeMap<>();
    final Map<String, Long> failures = new TreeMap<>();
    /** Detail of the first failure of each kind. */
    final Map<String, String> details = new TreeMap<>();

    long responses;
    long retries;

    /**
     * @param atNanos due time of the request, from the start of the replay
     * @param dueNanos due time of the request, on the timeline
     */
    void add(String route, long atNanos, long dueNanos, Outcome outcome) {
        ReceivedResponse response = outcome.response();
        Failure failure = outcome.failure();
        retries += outcome.retries();
        if (response != null) {
            responses++;
            statuses.merge(response.status(), 1L, Long::sum);
        }
        if (failure != null) {
            failures.merge(failure.text(), 1L, Long::sum);
            details.putIfAbsent(failure.text(), outcome.detail());
        }
        boolean isError = response == null || response.status() >= SERVER_ERROR;
        long micros =
                hasLatency(failure) ? TimeUnit.NANOSECONDS.toMicros(Math.max(0, outcome.endNanos() - dueNanos)) : -1;
        all.add(micros, isError);
        routes.computeIfAbsent(route, it -> new Latencies()).add(micros, isError);
        series.add(atNanos, micros, isError);
    }

    /** Whether a request has a latency. A timed-out request took at least the time limit. Other failures have none. */
    private static boolean hasLatency(@Nullable Failure failure) {
        return failure == null || failure == Failure.TIMED_OUT;
    }
}
