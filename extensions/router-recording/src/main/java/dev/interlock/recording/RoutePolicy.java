package dev.interlock.recording;

import dev.interlock.recording.redact.RouteRules;

/**
 * What the recorder does with the exchanges of a route, or with those of requests without a route.
 *
 * @param index index among the policies of the server
 * @param template template of the route in UTF-8; empty without a route
 * @param threshold share of the exchanges that are recorded: a random number of 62 bits below it selects an exchange
 * @param isDigestOnly whether only the digests of bodies are recorded
 */
@SuppressWarnings("ArrayRecordComponent") // The array is only read, and never compared.
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
