package dev.interlock.benchmarks.migration;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ReplayReportTest {
    private static final String JSON = """
            {"requests": 900, "compared": 890, "lateness": {"p99": 1.5},
             "targets": [{"name": "old", "latency": {"p50": 2.5}}, {"name": "new", "latency": {"p50": 9}}],
             "differences": [
               {"verdict": "allowed", "route": "GET /price", "kind": "body", "path": "$ (bytes)", "count": 40},
               {"verdict": "different", "route": "GET /status", "kind": "status", "path": "200 -> 500", "count": 3},
               {"verdict": "different", "route": "GET /status", "kind": "status", "path": "404 -> 500", "count": 1},
               {"verdict": "noise", "route": "GET /orders", "kind": "body", "path": "$.placedAt", "count": 300}],
             "routes": [{"route": "POST /carts", "isSlower": true}, {"route": "GET /orders", "isSlower": false}]}
            """;

    @Test
    void readsDifferencesByVerdict() throws IOException {
        ReplayReport report = ReplayReport.parse(JSON);
        assertThat(report.compared()).isEqualTo(890);
        assertThat(report.lateMillis()).isEqualTo(1.5);
        assertThat(report.oldMillis()).isEqualTo(2.5);
        assertThat(report.with("different")).hasSize(2);
        assertThat(report.count("different", "GET /status", "status")).isEqualTo(4);
        assertThat(report.count("allowed", "GET /price", "body")).isEqualTo(40);
        assertThat(report.count("allowed", "GET /status", "status")).isEqualTo(0);
    }

    @Test
    void readsSlowerRoutes() throws IOException {
        assertThat(ReplayReport.parse(JSON).slower()).containsExactly("POST /carts");
    }
}
