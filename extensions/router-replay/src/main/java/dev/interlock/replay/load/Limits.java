package dev.interlock.replay.load;

/**
 * Limits of one lane.
 *
 * @param mostInFlight requests that were due and whose results are not collected yet
 * @param mostBytes memory of these requests and their responses
 * @param mostQueued requests that were read ahead
 * @param mostQueuedBytes memory of these requests
 * @param mostConnections recorded connections that are open at the same time; each has one connection to each target
 * @param idleNanos time after which an unused connection is closed
 * @param timeoutNanos time until a response must be complete
 * @param mostRetries further attempts for an idempotent request that failed
 */
public record Limits(
        int mostInFlight,
        long mostBytes,
        int mostQueued,
        long mostQueuedBytes,
        int mostConnections,
        long idleNanos,
        long timeoutNanos,
        int mostRetries) {}
