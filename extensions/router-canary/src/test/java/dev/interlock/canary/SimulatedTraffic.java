package dev.interlock.canary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests of one version, from a random generator with a fixed seed. */
final class SimulatedTraffic {
    /** Buckets that are 9 % wide, as those of native histograms. */
    private static final double GROWTH = Math.pow(2, 1.0 / 8);

    private final Random random;
    private final double growth;
    private final Map<String, long[]> counts = new HashMap<>();
    private final Map<String, Map<Integer, Long>> latencies = new HashMap<>();

    SimulatedTraffic(long seed) {
        this(seed, GROWTH);
    }

    /** @param growth ratio of the bounds of a bucket */
    SimulatedTraffic(long seed, double growth) {
        random = new Random(seed);
        this.growth = growth;
    }

    /** Adds a route without requests. */
    SimulatedTraffic route(String name) {
        counts.computeIfAbsent(name, key -> new long[2]);
        return this;
    }

    /** Adds requests. The number of errors is random. */
    SimulatedTraffic requests(String route, long requests, double errorRate) {
        long[] counted = counts.computeIfAbsent(route, key -> new long[2]);
        counted[0] += requests;
        for (long at = gap(errorRate); at <= requests; at += gap(errorRate)) {
            counted[1]++;
        }
        return this;
    }

    private long gap(double rate) {
        return rate == 0 ? Long.MAX_VALUE / 2 : 1 + (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-rate));
    }

    /** Adds log-normal latencies around 10 ms. The slowest 3 % take {@code slowdown} times as long. */
    SimulatedTraffic latencies(String route, long requests, double slowdown) {
        Map<Integer, Long> buckets = latencies.computeIfAbsent(route, key -> new HashMap<>());
        for (long i = 0; i < requests; i++) {
            double deviation = random.nextGaussian();
            double seconds = 0.01 * Math.exp(0.5 * deviation) * (deviation > 1.88 ? slowdown : 1);
            buckets.merge((int) Math.ceil(Math.log(seconds) / Math.log(growth)), 1L, Long::sum);
        }
        return this;
    }

    /** Adds latencies of requests that all wait for the same pause of 0.7 seconds. */
    SimulatedTraffic pause(String route, long requests) {
        int bucket = (int) Math.ceil(Math.log(0.7) / Math.log(growth));
        latencies.computeIfAbsent(route, key -> new HashMap<>()).merge(bucket, requests, Long::sum);
        return this;
    }

    Traffic traffic() {
        Map<String, Traffic.Route> routes = new HashMap<>();
        counts.forEach((name, counted) -> {
            List<LatencyHistogram.Bucket> buckets = new ArrayList<>();
            latencies
                    .getOrDefault(name, Map.of())
                    .forEach((bucket, count) -> buckets.add(new LatencyHistogram.Bucket(
                            Math.pow(growth, bucket - 1), Math.pow(growth, bucket), count)));
            buckets.sort(Comparator.comparingDouble(LatencyHistogram.Bucket::above));
            routes.put(name, new Traffic.Route(counted[0], counted[1], LatencyHistogram.of(buckets)));
        });
        return Traffic.of(routes);
    }
}
