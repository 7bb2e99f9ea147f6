package dev.interlock.internal.engine;

/**
 * Least average rate at which the body of a request must arrive.
 *
 * @param bytesPerSecond received bytes per second, chunk sizes included; 0 for no limit
 * @param graceNanos time from the start of the body in which any rate is allowed
 */
public record BodyPace(int bytesPerSecond, long graceNanos) {}
