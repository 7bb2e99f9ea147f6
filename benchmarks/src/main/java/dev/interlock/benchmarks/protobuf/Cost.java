package dev.interlock.benchmarks.protobuf;

/**
 * What a message took in one round.
 *
 * @param nanoseconds of the fastest iteration
 * @param bytes allocated; not a number where nobody counts
 */
record Cost(double nanoseconds, double bytes) {}
