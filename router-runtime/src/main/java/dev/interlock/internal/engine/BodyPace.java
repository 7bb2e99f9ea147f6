package dev.interlock.internal.engine;

/**
 * Lowest average rate at which the body of a request may arrive, or at which a client may read responses.
 *
 * @param bytesPerSecond bytes per second, chunk sizes included; 0 for no limit
 * @param graceNanos length of the grace period, in which any rate is allowed; it begins with the body, or with the wait
 *     for the client
 */
public record BodyPace(int bytesPerSecond, long graceNanos) {}
