package dev.interlock.internal.engine;

/**
 * Lowest average rate at which the body of a request may arrive.
 *
 * @param bytesPerSecond received bytes per second, chunk sizes included; 0 for no limit
 * @param graceNanos time from the start of the body during which any rate is allowed
 */
public record BodyPace(int bytesPerSecond, long graceNanos) {}
