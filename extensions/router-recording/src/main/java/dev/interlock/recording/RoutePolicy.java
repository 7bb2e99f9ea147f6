package dev.interlock.recording;

import dev.interlock.recording.redact.RouteRules;

/**
 * Recording policy of a route, or of requests without a route.
 *
 * @param index index among the policies of the server
 * @param template template of the route in UTF-8; empty without a route
 * @param threshold share of the exchanges to record; {@link #isSampled} compares it with a random number of 62 bits
 * @param isDigestOnly whether to record only length and digest of bodies
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes or compares the array.
record RoutePolicy(int index, byte[] template, long threshold, boolean isDigestOnly, RouteRules rules) {
    private static final int RANDOM_BITS = 62;

    /** Returns the threshold for a rate of 0 to 1. */
    static long threshold(double rate) {
        return (long) (rate * (1L << RANDOM_BITS));
    }

    /** @param random random number of 64 bits */
    boolean isSampled(long random) {
        return random >>> (Long.SIZE - RANDOM_BITS) < threshold;
    }
}
