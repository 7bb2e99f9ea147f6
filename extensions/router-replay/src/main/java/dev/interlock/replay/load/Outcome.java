package dev.interlock.replay.load;

import dev.interlock.replay.rewrite.OutgoingRequest;
import dev.interlock.replay.rewrite.ReceivedResponse;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request at one target. Either the response or the failure is null.
 *
 * @param request null if a hook has thrown
 * @param detail one line about the failure, or an empty text
 * @param endNanos time at which the response was complete, or the request failed
 * @param retries further attempts
 */
public record Outcome(
        @Nullable OutgoingRequest request,
        @Nullable ReceivedResponse response,
        @Nullable Failure failure,
        String detail,
        long endNanos,
        int retries) {}
