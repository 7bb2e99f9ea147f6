package dev.interlock.benchmarks.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replay has found, from its JSON.
 *
 * @param requests requests that were replayed
 * @param compared requests whose responses were compared
 * @param lateMillis P99 of the lateness with which the replay sent requests
 * @param oldMillis median of the latencies of the old build, which count from the due times
 * @param slower routes that are slower
 */
record ReplayReport(
        long requests,
        long compared,
        double lateMillis,
        double oldMillis,
        List<Difference> differences,
        List<String> slower) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A difference between the old and the new build.
     *
     * @param verdict different, noise or allowed
     */
    record Difference(String verdict, String route, String kind, String path, long count) {
        boolean is(String otherRoute, String otherKind) {
            return route.equals(otherRoute) && kind.equals(otherKind);
        }
    }

    static ReplayReport read(Path file) throws IOException {
        return of(JSON.readTree(file.toFile()));
    }

    static ReplayReport parse(String json) throws IOException {
        return of(JSON.readTree(json));
    }

    private static ReplayReport of(JsonNode report) {
        List<Difference> differences = new ArrayList<>();
        for (JsonNode row : report.path("differences")) {
            differences.add(new Difference(
                    row.path("verdict").asText(),
                    row.path("route").asText(),
                    row.path("kind").asText(),
                    row.path("path").asText(),
                    row.path("count").asLong()));
        }
        List<String> slower = new ArrayList<>();
        for (JsonNode route : report.path("routes")) {
            if (route.path("isSlower").asBoolean()) {
                slower.add(route.path("route").asText());
            }
        }
        return new ReplayReport(
                report.path("requests").asLong(),
                report.path("compared").asLong(),
                report.path("lateness").path("p99").asDouble(),
                report.path("targets").path(0).path("latency").path("p50").asDouble(),
                differences,
                slower);
    }

    List<Difference> with(String verdict) {
        return differences.stream()
                .filter(each -> each.verdict().equals(verdict))
                .toList();
    }

    /** Returns how often a route differs in this way, among the differences with a verdict. */
    long count(String verdict, String route, String kind) {
        return with(verdict).stream()
                .filter(each -> each.is(route, kind))
                .mapToLong(Difference::count)
                .sum();
    }
}
