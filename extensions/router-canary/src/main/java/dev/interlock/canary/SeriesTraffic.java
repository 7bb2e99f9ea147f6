package dev.interlock.canary;

import dev.interlock.canary.prometheus.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Converts Prometheus series to {@link Traffic}. Collects defects of the data. Used for one version in one verdict.
 */
final class SeriesTraffic {
    /** Maximum distance from a whole number. Rounding of floating-point sums can explain it. */
    private static final double WHOLE = 1e-6;

    private static final List<String> STATUS_CLASSES = List.of("2xx", "3xx", "4xx", "5xx");
    private static final String OTHER = "_OTHER";

    private final String version;
    private final Set<ErrorKind> errors;
    private final List<String> problems;
    private final Map<String, RouteSeries> routes = new TreeMap<>();

    /** Series of one route. */
    private static final class RouteSeries {
        final Set<String> outcomes = new HashSet<>();
        final List<LatencyHistogram.Bucket> latencies = new ArrayList<>();
        long requests;
        long errors;
    }

    /**
     * @param version name of the version, for problems
     * @param problems list to add problems to
     */
    SeriesTraffic(String version, Set<ErrorKind> errors, List<String> problems) {
        this.version = version;
        this.errors = errors;
        this.problems = problems;
    }

    /** Adds native histograms. */
    void addNative(List<Sample> samples) {
        for (Sample sample : samples) {
            RouteSeries route = route(sample);
            if (route != null) {
                add(route, sample, whole(sample, sample.value()), sample.buckets());
            }
        }
    }

    /** Adds buckets of classic histograms, which have cumulative counts. */
    void addClassic(List<Sample> samples) {
        Map<Map<String, String>, TreeMap<Double, Sample>> series = new HashMap<>();
        for (Sample sample : samples) {
            Map<String, String> labels = new HashMap<>(sample.labels());
            String bound = labels.remove("le");
            series.computeIfAbsent(labels, key -> new TreeMap<>()).put(bound(bound), sample);
        }
        series.values().forEach(this::addClassic);
    }

    private static double bound(@Nullable String le) {
        try {
            return le == null ? Double.NaN : Double.parseDouble(le.replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void addClassic(SortedMap<Double, Sample> cumulative) {
        double lastBound = cumulative.lastKey();
        Sample last = Objects.requireNonNull(cumulative.get(lastBound));
        RouteSeries route = route(last);
        if (route == null) {
            return;
        }
        // The map sorts NaN after infinity.
        if (lastBound != Double.POSITIVE_INFINITY) {
            problems.add("A series of the " + version + " has no bucket +Inf: " + last.labels());
            return;
        }
        List<Sample.Bucket> buckets = new ArrayList<>();
        double above = 0;
        double before = 0;
        for (Map.Entry<Double, Sample> each : cumulative.entrySet()) {
            double count = whole(each.getValue(), each.getValue().value());
            buckets.add(new Sample.Bucket(above, each.getKey(), count - before));
            above = each.getKey();
            before = count;
        }
        add(route, last, (long) before, buckets);
    }

    private @Nullable RouteSeries route(Sample sample) {
        String method = sample.label(VersionQueries.METHOD);
        if (method.equals(OTHER)) {
            // Ignores requests with unknown methods.
            return null;
        }
        String template = sample.label(VersionQueries.ROUTE);
        String name = template.equals(OTHER) ? RouteTable.NO_ROUTE : method + " " + template;
        return routes.computeIfAbsent(name, key -> new RouteSeries());
    }

    private void add(RouteSeries route, Sample labels, long count, List<Sample.Bucket> buckets) {
        String status = labels.label(VersionQueries.STATUS);
        route.outcomes.add(status.isEmpty() ? labels.label(VersionQueries.ERROR) : status);
        route.requests += count;
        if (isError(status)) {
            route.errors += count;
        }
        if (!status.isEmpty() && !status.startsWith("5")) {
            for (Sample.Bucket bucket : buckets) {
                long values = whole(labels, bucket.count());
                if (values > 0) {
                    route.latencies.add(
                            new LatencyHistogram.Bucket(Math.max(0, bucket.above()), bucket.upTo(), values));
                }
            }
        }
    }

    /** Aborted responses have no status class. Their series also count clients that disconnected. */
    private boolean isError(String status) {
        return switch (status.isEmpty() ? "" : status.substring(0, 1)) {
            case "5" -> errors.contains(ErrorKind.SERVER_ERROR);
            case "4" -> errors.contains(ErrorKind.CLIENT_ERROR);
            case "" -> errors.contains(ErrorKind.CLIENT_ABORT);
            default -> false;
        };
    }

    private long whole(Sample sample, double value) {
        double rounded = Math.rint(value);
        if (!(rounded >= 0) || Double.isInfinite(value) || Math.abs(value - rounded) > WHOLE * Math.max(1, rounded)) {
            problems.add("A series of the " + version + " has the value " + value
                    + ", which is not a number of requests: " + sample.labels());
            return 0;
        }
        return (long) rounded;
    }

    /**
     * Returns the number of aborted responses.
     *
     * @param samples one sample; none if no server has the metric
     */
    long aborts(List<Sample> samples) {
        if (samples.isEmpty()) {
            problems.add("The " + version + " has no series " + VersionQueries.ABORTED
                    + ". Tip: do relabelling rules drop it? Without it, leave server-abort out of the errors");
            return 0;
        }
        return whole(samples.get(0), samples.get(0).value());
    }

    /** Returns the traffic. Adds a problem for each missing series. */
    Traffic traffic(long otherErrors) {
        Map<String, Traffic.Route> all = new HashMap<>();
        routes.forEach((name, route) -> {
            Set<String> missing = new HashSet<>(STATUS_CLASSES);
            missing.removeAll(route.outcomes);
            if (!missing.isEmpty()) {
                problems.add("The " + version + " has no series for " + name + " with the status "
                        + String.join(", ", missing.stream().sorted().toList())
                        + ". Tip: do relabelling rules drop it?");
            }
            try {
                LatencyHistogram latency = LatencyHistogram.of(route.latencies);
                all.put(name, new Traffic.Route(route.requests, route.errors, latency));
            } catch (IllegalArgumentException e) {
                problems.add("The " + version + " of " + name + ": " + e.getMessage());
            }
        });
        return Traffic.withOtherErrors(all, otherErrors);
    }
}
