package dev.interlock.replay;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.replay.traffic.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares old, new and second old builds over sockets, from files to the report. */
final class ComparisonTest {
    @TempDir
    Path directory;

    private Path recording(int requests) throws IOException {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            exchanges.add(Segments.get(i % 4, i, i % 2 == 0 ? "/v1/products/p" + i : "/v1/orders"));
        }
        return Segments.write(directory.resolve("a.ilrec"), 7, 0, exchanges);
    }

    /** A build whose member "time" differs in every response. */
    private static RawServer build(String price, String field) throws IOException {
        AtomicLong clock = new AtomicLong(System.nanoTime());
        return RawServer.start(request -> RawServer.ok(
                "{\"price\":" + price + ",\"time\":\"" + clock.addAndGet(7919) + "\",\"tags\":[\"a\",\"b\"]}",
                "Content-Type: application/json",
                field,
                "Date: " + clock.get()));
    }

    private static JsonNode find(JsonNode report, String kind, String path) {
        for (JsonNode difference : report.path("differences")) {
            if (difference.path("kind").asText().equals(kind)
                    && difference.path("path").asText().equals(path)) {
                return difference;
            }
        }
        throw new AssertionError(kind + " " + path + " in " + report.path("differences"));
    }

    @Test
    void findsDifferencesBeyondNoise() throws IOException {
        try (RawServer old = build("1.50", "X-Shop: a");
                RawServer now = build("1.75", "X-Other: a");
                RawServer old2 = build("1.5", "X-Shop: a")) {
            CommandRun run = CommandRun.of(
                    directory, recording(80), "--compare", old.url() + "," + now.url(), "--noise", old2.url());
            assertWithMessage(run.err() + run.out()).that(run.code()).isEqualTo(1);
            JsonNode report = run.json();
            assertThat(report.path("compared").asInt()).isEqualTo(80);
            assertThat(find(report, "body", "$.price").path("verdict").asText()).isEqualTo("different");
            assertThat(find(report, "body", "$.price").path("noise").asInt()).isEqualTo(0);
            assertThat(find(report, "body", "$.price").path("count").asInt()).isEqualTo(40);
            assertThat(find(report, "field", "x-shop").path("verdict").asText()).isEqualTo("different");
            assertThat(find(report, "field", "x-other").path("verdict").asText())
                    .isEqualTo("different");
            assertThat(find(report, "body", "$.time").path("verdict").asText()).isEqualTo("noise");
            assertThat(run.out()).contains("DIFFERENT: 6 differences");
        }
    }

    @Test
    void equalBuildsPass() throws IOException {
        try (RawServer old = build("1.50", "X-Shop: a");
                RawServer now = build("1.50", "X-Shop: a");
                RawServer old2 = build("1.50", "X-Shop: a")) {
            CommandRun run = CommandRun.of(
                    directory, recording(80), "--compare", old.url() + "," + now.url() + "," + old2.url());
            assertWithMessage(run.err() + run.out()).that(run.code()).isEqualTo(0);
            assertThat(run.out()).contains("EQUAL");
        }
    }

    @Test
    void rulesAllowDifferences() throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                allow:
                  - {kind: body, path: $.price, reason: new prices}
                  - {kind: body, path: $.time}
                  - {route: "* /v1/*", kind: field, path: x-*}
                """);
        try (RawServer old = build("1.50", "X-Shop: a");
                RawServer now = build("1.75", "X-Other: a")) {
            CommandRun run =
                    CommandRun.of(directory, recording(20), "--compare", old.url() + "," + now.url(), "--rules", rules);
            assertWithMessage(run.err() + run.out()).that(run.code()).isEqualTo(0);
            assertThat(find(run.json(), "body", "$.price").path("verdict").asText())
                    .isEqualTo("allowed");
            assertThat(run.html().contains("allowed: new prices")).isTrue();
        }
    }
}
