package dev.interlock.replay.rules;

/**
 * Rule that limits how much slower the new build may be.
 *
 * @param quantile above 0 and below 1
 * @param tolerance allowed ratio of the new to the old quantile, 1 or more
 * @param confidence required confidence that a route is slower, above 0.5 and below 1
 */
public record LatencyRule(double quantile, double tolerance, double confidence) {
    public static final LatencyRule DEFAULT = new LatencyRule(0.99, 1.1, 0.999);
}
