package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.OutgoingRequest;
import dev.interlock.replay.rewrite.ReceivedResponse;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a request at one target. Exactly one of response and failure is null.
 *
 * @param request request that was sent, or null if none was
 * @param detail one line about the failure, or an empty string
 * @param endNanos time at which the response was complete, or the request failed
 * @param retries number of attempts after the first
 */
public record Outcome(
        @Nullable OutgoingRequest request,
        @Nullable ReceivedResponse response,
        @Nullable Failure failure,
        String detail,
        long endNanos,
        int retries) {}
