package dev.interlock.internal.engine;

/**
 * Time limits on a connection's waits for its client.
 *
 * @param headNanos limit from the first byte of a request head to the last
 * @param idleNanos limit on any other wait, which starts again with each received or sent byte
 */
public record Timeouts(long headNanos, long idleNanos) {}
