package dev.interlock.replay.rules;

/**
 * Rule that allows a difference between the old and the new build.
 *
 * @param kind {@code status}, {@code field}, {@code body}, {@code failure} or {@code *}
 * @param reason text for the report, or empty
 */
public record AllowedDifference(Glob route, String kind, Glob path, String reason) {
    /** Whether the rule allows a difference. */
    public boolean allows(String inRoute, String ofKind, String atPath) {
        return (kind.equals("*") || kind.equals(ofKind)) && route.matches(inRoute) && path.matches(atPath);
    }
}
