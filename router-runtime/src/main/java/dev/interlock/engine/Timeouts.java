package dev.interlock.engine;

/**
 * How long a connection waits for its client.
 *
 * @param headNanos from the first byte of a request head to its last
 * @param idleNanos for anything to go on
 */
public record Timeouts(long headNanos, long idleNanos) {}
