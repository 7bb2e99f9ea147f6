package dev.interlock.internal.engine;

/**
 * Lowest average rate at which the body of a request may arrive, or at which a client may read responses.
 *
 * @param bytesPerSecond bytes per second, chunk sizes included; 0 for no limit
 * @param graceNanos time from the start of the body, or of the wait for the client, during which any rate is allowed
 */
public record BodyPace(int bytesPerSecond, long graceNanos) {}
