package dev.interlock.replay.rules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules of a comparison.
 *
 * @param ignoredFields names of fields to ignore, in lower case
 * @param idFields further names of members and parameters that contain ids
 */
public record Rules(
        List<AllowedDifference> allowed,
        Set<String> ignoredFields,
        Set<String> idFields,
        List<MessageRule> messages,
        LatencyRule latency) {
    /**
     * Fields that may differ between any two responses. {@code Content-Length} differs with generated values in a body.
     */
    private static final Set<String> IGNORED = Set.of(
            "date",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "content-length",
            "age",
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "x-trace-id",
            "traceparent",
            "tracestate",
            "traceresponse",
            "server-timing",
            "x-response-time",
            "x-runtime");

    public static Rules none() {
        return new Rules(List.of(), ignored(Set.of(), Set.of()), Set.of(), List.of(), LatencyRule.DEFAULT);
    }

    static Set<String> ignored(Set<String> more, Set<String> compared) {
        Set<String> ignored = new TreeSet<>(IGNORED);
        ignored.addAll(more);
        ignored.removeAll(compared);
        return ignored;
    }
}
