package dev.interlock.engine;

/**
 * How fast the body of a request has to arrive, on the average since its begin.
 *
 * @param bytesPerSecond as received, chunk sizes included; 0 for any pace
 * @param graceNanos for how long it need not
 */
public record BodyPace(int bytesPerSecond, long graceNanos) {}
