package dev.interlock.internal.engine;

/**
 * Time limits of a connection's waits for its client.
 *
 * @param headNanos limit from the first byte of a request head to its last
 * @param idleNanos limit of any other wait; each byte that is received or sent restarts it
 */
public record Timeouts(long headNanos, long idleNanos) {}
