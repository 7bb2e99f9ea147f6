package dev.interlock.replay.report;

import dev.interlock.replay.compare.Difference;
import dev.interlock.replay.compare.DifferenceTable;
import dev.interlock.replay.compare.ResponseComparison;
import dev.interlock.replay.load.Finished;
import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.traffic.Exchange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/** Counts of a replay, in bounded memory. Safe for use by several threads. */
public final class Statistics {
    /** Limit on routes. Requests of further routes are counted together. */
    static final int MOST_ROUTES = 1000;

    static final String OTHER_ROUTES = "(other routes)";
    private static final int DIGITS = 3;
    private static final long MILLI = 1000;

    private final List<String> names;
    private final long originNanos;
    private final List<TargetStatistics> targets = new ArrayList<>();
    private final Set<String> routes = new HashSet<>();
    private final PackedHistogram lateMicros = new PackedHistogram(DIGITS);
    private final @Nullable DifferenceTable differences;
    private final @Nullable ResponseComparison comparison;
    private final @Nullable ResponseComparison noise;
    private long requests;
    private long failed;

    /** Counts for the progress line. */
    public record Glance(long requests, long failed, long late99Micros, long differences) {}

    /**
     * @param names names of the targets: old, new and optionally a second old one; or a single target
     * @param originNanos start of the replay on the timeline, in nanoseconds
     * @param differences table of differences, or null without a comparison
     * @param comparison compares old and new, or null
     * @param noise compares the two old builds, or null
     */
    public Statistics(
            List<String> names,
            long originNanos,
            @Nullable DifferenceTable differences,
            @Nullable ResponseComparison comparison,
            @Nullable ResponseComparison noise) {
        this.names = List.copyOf(names);
        this.originNanos = originNanos;
        this.differences = differences;
        this.comparison = comparison;
        this.noise = noise;
        names.forEach(name -> targets.add(new TargetStatistics()));
    }

    /** Counts an exchange, and compares its responses. */
    public synchronized void add(Finished finished) {
        requests++;
        lateMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(finished.lateNanos()));
        Exchange exchange = withKnownRoute(finished.exchange());
        List<Outcome> outcomes = finished.outcomes();
        boolean hasFailed = false;
        for (int i = 0; i < outcomes.size(); i++) {
            long at = finished.dueNanos() - originNanos;
            targets.get(i).add(exchange.route(), at, finished.dueNanos(), outcomes.get(i));
            hasFailed |= outcomes.get(i).failure() != null;
        }
        failed += hasFailed ? 1 : 0;
        if (comparison != null && differences != null) {
            compare(comparison, differences, exchange, outcomes);
        }
    }

    private void compare(ResponseComparison between, DifferenceTable into, Exchange exchange, List<Outcome> outcomes) {
        Outcome before = outcomes.get(0);
        Outcome after = outcomes.get(1);
        if (!ResponseComparison.isComparable(before, after)) {
            return;
        }
        List<Difference> found = between.compare(exchange, before, after);
        List<Difference> between2 = List.of();
        if (noise != null && ResponseComparison.isComparable(before, outcomes.get(2))) {
            between2 = noise.compare(exchange, before, outcomes.get(2));
        }
        into.add(exchange, before, after, found, between2);
    }

    private Exchange withKnownRoute(Exchange exchange) {
        if (know(exchange.route())) {
            return exchange;
        }
        return new Exchange(
                exchange.connection(),
                exchange.arrivedNanos(),
                exchange.completedNanos(),
                OTHER_ROUTES,
                exchange.request(),
                exchange.response());
    }

    /** Returns whether the route has its own counts. Adds it if there is room. */
    boolean know(String route) {
        return routes.contains(route) || (routes.size() < MOST_ROUTES && routes.add(route));
    }

    public synchronized Glance glance() {
        return new Glance(
                requests,
                failed,
                lateMicros.getValueAtPercentile(99),
                differences == null ? 0 : differences.different());
    }

    /** Returns the names of targets that never responded. */
    public synchronized List<String> silent() {
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (requests > 0 && targets.get(i).responses == 0) {
                silent.add(names.get(i));
            }
        }
        return silent;
    }

    /** Returns the share of requests without a response, or with a status of 500 or above, at the tested target. */
    public synchronized double errorRatio() {
        Latencies tested = targets.get(targets.size() == 1 ? 0 : 1).all;
        return tested.requests == 0 ? 0 : (double) tested.errors / tested.requests;
    }

    List<String> names() {
        return names;
    }

    TargetStatistics target(int index) {
        return targets.get(index);
    }

    Set<String> routes() {
        Set<String> all = new HashSet<>(routes);
        all.add(OTHER_ROUTES);
        return all;
    }

    PackedHistogram lateMicros() {
        return lateMicros;
    }

    /** Returns the share of requests that were less than one millisecond late. */
    double punctual() {
        long all = lateMicros.getTotalCount();
        return all == 0 ? 1 : (double) lateMicros.getCountBetweenValues(0, MILLI) / all;
    }

    @Nullable
    DifferenceTable differences() {
        return differences;
    }

    public synchronized long requests() {
        return requests;
    }
}
