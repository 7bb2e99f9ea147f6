package dev.interlock.internal.engine;

/**
 * Time limits for a connection that waits for its client.
 *
 * @param headNanos limit from the first byte of a request head to the last
 * @param idleNanos limit on any other wait; each received or sent byte starts a new wait
 */
public record Timeouts(long headNanos, long idleNanos) {}
