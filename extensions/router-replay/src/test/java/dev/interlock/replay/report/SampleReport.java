package dev.interlock.replay.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.compare.DifferenceTable;
import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.rules.LatencyRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Report of five seconds at two targets. The new build is twice as slow, and fails in one of 20 requests. */
final class SampleReport {
    static final int SECONDS = 5;
    /** Requests per second. */
    static final int RATE = 100;
    /** Failed requests of the new build per second. */
    static final int ERRORS = 5;

    private static final long GAP = TimeUnit.SECONDS.toNanos(1) / RATE;

    private SampleReport() {}

    static JsonNode document() {
        List<String> names = List.of("old", "new");
        Statistics statistics = new Statistics(names, 0, new DifferenceTable(List.of(), false), null, null);
        for (int i = 0; i < SECONDS * RATE; i++) {
            // From 1 to 100 ms in each second.
            long latency = TimeUnit.MILLISECONDS.toNanos(1 + i % RATE);
            int status = i % (RATE / ERRORS) == 0 ? 500 : 200;
            add(statistics.target(0), i * GAP, latency, 200);
            add(statistics.target(1), i * GAP, 2 * latency, status);
        }
        Facts facts = new Facts(
                Instant.EPOCH,
                SECONDS,
                List.of("sample"),
                Map.of("old", "http://old", "new", "http://new"),
                "recorded times",
                0,
                Map.of(),
                0,
                List.of(),
                "complete");
        return ReportDocument.of(statistics, facts, LatencyRule.DEFAULT);
    }

    private static void add(TargetStatistics target, long dueNanos, long latencyNanos, int status) {
        ReceivedResponse response = new ReceivedResponse(status, List.of(), new byte[0], 0);
        target.add("GET /", dueNanos, dueNanos, new Outcome(null, response, null, "", dueNanos + latencyNanos, 0));
    }
}
