package dev.interlock.replay.report;

import static com.google.common.truth.Truth.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.replay.body.BodyTree;
import dev.interlock.replay.body.MessageTypes;
import dev.interlock.replay.compare.DifferenceTable;
import dev.interlock.replay.compare.ResponseComparison;
import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.rewrite.IdRules;
import dev.interlock.replay.rewrite.LearnedValues;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.rules.LatencyRule;
import dev.interlock.replay.traffic.Body;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.RecordedRequest;
import dev.interlock.replay.traffic.RecordedResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Recorded text is untrusted. The page shows it, but never as markup. */
final class HtmlReportTest {
    private static final String HOSTILE =
            "</script></pre><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\"'-->]]>";

    private static Outcome outcome(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        List<Field> fields = List.of(new Field("X-" + text, text), new Field("content-type", "text/html"));
        return new Outcome(null, new ReceivedResponse(200, fields, body, body.length), null, HOSTILE, 0, 0);
    }

    static JsonNode document() {
        Body body = Body.of(HOSTILE.getBytes(StandardCharsets.UTF_8));
        Exchange exchange = new Exchange(
                null,
                0,
                0,
                "GET " + HOSTILE,
                new RecordedRequest("GET", "/" + HOSTILE, "http", HOSTILE, List.of(), Body.EMPTY),
                new RecordedResponse(200, List.of(new Field(HOSTILE, HOSTILE)), body));
        DifferenceTable table = new DifferenceTable(List.of(), false);
        ResponseComparison comparison = new ResponseComparison(
                new BodyTree(MessageTypes.none()),
                new IdRules(Set.of()),
                Set.of(),
                1000,
                new LearnedValues(1),
                new LearnedValues(1));
        Outcome before = outcome(HOSTILE);
        Outcome after = outcome("b" + HOSTILE);
        table.add(exchange, before, after, comparison.compare(exchange, before, after), List.of());
        Statistics statistics = new Statistics(List.of("old", "new"), 0, table, comparison, null);
        for (String name : List.of("old", "new")) {
            int index = name.equals("old") ? 0 : 1;
            statistics.target(index).add(exchange.route(), 0, 0, before);
            statistics.target(index).details.put("cut", HOSTILE);
            statistics.target(index).failures.put("cut", 1L);
            statistics.know(exchange.route());
        }
        Facts facts = new Facts(
                Instant.EPOCH,
                1,
                List.of(HOSTILE),
                Map.of("old", HOSTILE),
                HOSTILE,
                0,
                Map.of(HOSTILE, 1L),
                0,
                List.of(HOSTILE),
                HOSTILE);
        return ReportDocument.of(statistics, facts, LatencyRule.DEFAULT);
    }

    @Test
    void showsHostileTextAsText() throws IOException {
        JsonNode document = document();
        Document page = Jsoup.parse(HtmlReport.of(document, HOSTILE));
        assertThat(page.select("img")).isEmpty();
        assertThat(page.select("[onerror]")).isEmpty();
        // The figures, the library, and the script of the report.
        assertThat(page.select("script")).hasSize(3);
        for (Element element : page.getAllElements()) {
            element.attributes().forEach(attribute -> {
                assertThat(attribute.getKey()).isIn(Set.of("class", "id", "type", "charset", "http-equiv", "content"));
                assertThat(attribute.getValue()).doesNotContain("alert");
            });
        }
        // The verdict, facts, tables and examples show it unchanged.
        assertThat(page.select(".verdict").get(0).wholeText()).isEqualTo(HOSTILE);
        assertThat(page.select(".facts td").eachText()).contains(HOSTILE);
        assertThat(page.select("pre").stream().anyMatch(it -> it.wholeText().contains(HOSTILE)))
                .isTrue();
        assertThat(page.select("summary").eachText()).contains("GET /" + HOSTILE);
        // The data of the plots equals the document.
        JsonNode data =
                new ObjectMapper().readTree(page.select("#targets").get(0).data());
        assertThat(data.toString()).isEqualTo(document.path("targets").toString());
    }

    @Test
    void plotsHaveLatencyThroughputAndErrors() throws IOException {
        Document page = Jsoup.parse(HtmlReport.of(SampleReport.document(), ""));
        JsonNode targets =
                new ObjectMapper().readTree(page.select("#targets").get(0).data());
        assertThat(targets.findValuesAsText("name"))
                .containsExactly("old", "new")
                .inOrder();
        requireSeries(targets.path(0).path("series"), 50, 99, 0);
        requireSeries(targets.path(1).path("series"), 100, 198, SampleReport.ERRORS);
    }

    private static void requireSeries(JsonNode series, double p50, double p99, double errors) {
        assertThat(series.path("interval").asDouble()).isEqualTo(1.0);
        for (String name : List.of("p50", "p99", "rate", "errors")) {
            assertThat(series.path(name)).hasSize(SampleReport.SECONDS);
        }
        for (int second = 0; second < SampleReport.SECONDS; second++) {
            // Histograms of intervals have two significant digits.
            assertThat(series.path("p50").path(second).asDouble())
                    .isWithin(p50 / 50)
                    .of(p50);
            assertThat(series.path("p99").path(second).asDouble())
                    .isWithin(p99 / 50)
                    .of(p99);
            assertThat(series.path("rate").path(second).asDouble()).isEqualTo((double) SampleReport.RATE);
            assertThat(series.path("errors").path(second).asDouble()).isEqualTo(errors);
        }
    }

    /** The content security policy allows only the two scripts of the page, by hash. */
    @Test
    void policyAllowsOnlyOwnScripts() throws Exception {
        Document page = Jsoup.parse(HtmlReport.of(document(), ""));
        String policy =
                page.select("meta[http-equiv=Content-Security-Policy]").get(0).attr("content");
        // A browser runs no script with another hash, and shows no plots.
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.select("script:not([type])")).hasSize(2);
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src " + hashes(page.select("style")) + "; script-src "
                        + hashes(page.select("script:not([type])")));
        assertThat(page.head().child(0).attr("charset")).isEqualTo("utf-8");
        assertThat(page.head().child(1).attr("http-equiv")).isEqualTo("Content-Security-Policy");
        assertThat(page.select("link, iframe, [src], [href], [style]")).isEmpty();
    }

    /** Returns the hashes of elements, as a browser computes them. */
    private static String hashes(List<Element> elements) throws NoSuchAlgorithmException {
        List<String> hashes = new ArrayList<>();
        for (Element element : elements) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(element.data().getBytes(StandardCharsets.UTF_8));
            hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        return String.join(" ", hashes);
    }
}
