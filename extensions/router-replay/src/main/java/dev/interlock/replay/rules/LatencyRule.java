package dev.interlock.replay.rules;

/**
 * How much slower the new build may be.
 *
 * @param quantile above 0 and below 1
 * @param tolerance ratio to the old build, 1 or more
 * @param confidence with which a route must be slower, above 0.5 and below 1
 */
public record LatencyRule(double quantile, double tolerance, double confidence) {
    public static final LatencyRule DEFAULT = new LatencyRule(0.99, 1.1, 0.999);
}
