package dev.interlock.replay.load;

/**
 * Limits of one lane.
 *
 * @param mostInFlight requests that are sent, but not yet released
 * @param mostBytes memory of these requests and their responses, in bytes
 * @param mostQueued requests in the queue
 * @param mostQueuedBytes memory of these requests, in bytes
 * @param mostConnections open recorded connections; each has one connection to each target
 * @param idleNanos time until an idle connection is closed
 * @param timeoutNanos time limit of a response
 * @param mostRetries further attempts for a failed idempotent request
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
