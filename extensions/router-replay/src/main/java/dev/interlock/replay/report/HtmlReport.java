package dev.interlock.replay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The report as a single HTML file. Recorded traffic is untrusted: all its texts become text nodes, and the content
 * security policy of the page allows only the two scripts of this jar.
 */
public final class HtmlReport {
    private static final String PLOTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js";
    private static final String PLOT_STYLE = "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css";

    private final JsonNode report;
    private final Document page = Document.createShell("");

    private HtmlReport(JsonNode report) {
        this.report = report;
    }

    /**
     * Returns the page of a report.
     *
     * @param verdict one line with the result
     */
    public static String of(JsonNode report, String verdict) {
        return new HtmlReport(report).page(verdict);
    }

    private String page(String verdict) {
        page.title("Replay report");
        String style = resource(PLOT_STYLE) + resource("report.css");
        String plots = resource(PLOTS);
        String script = resource("report.js");
        Element head = page.head();
        head.prependElement("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr(
                        "content",
                        "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(plots) + "' '"
                                + hash(script) + "'");
        head.prependElement("meta").attr("charset", "utf-8");
        head.appendElement("style").appendChild(new DataNode(style));
        Element body = page.body();
        body.appendElement("h1").text("Replay report");
        body.appendElement("p").addClass("verdict").text(verdict);
        facts(body);
        body.appendElement("div").id("plots");
        targets(body);
        differences(body);
        routes(body);
        data(body);
        body.appendElement("script").appendChild(new DataNode(plots));
        body.appendElement("script").appendChild(new DataNode(script));
        page.outputSettings().prettyPrint(false);
        return page.outerHtml();
    }

    /** Adds the data of the plots. The JSON has no less-than sign, so it cannot close the element. */
    private void data(Element body) {
        String json = report.path("targets").toString().replace("<", "\\u003c");
        body.appendElement("script")
                .id("targets")
                .attr("type", "application/json")
                .appendChild(new DataNode(json));
    }

    private void facts(Element body) {
        Element table = body.appendElement("table").addClass("facts");
        fact(table, "Started", report.path("started").asText());
        fact(
                table,
                "Length",
                number(report.path("seconds")) + " s; " + report.path("ending").asText());
        fact(table, "Pace", report.path("pace").asText());
        for (JsonNode source : report.path("sources")) {
            fact(table, "Source", source.asText());
        }
        fact(table, "Requests", report.path("requests").asText());
        if (report.path("sentBefore").asLong() > 0) {
            fact(table, "Sent by an earlier run", report.path("sentBefore").asText());
        }
        report.path("skipped")
                .properties()
                .forEach(each -> fact(table, "Not replayed", each.getValue().asText() + ": " + each.getKey()));
        if (report.path("heldForIds").asLong() > 0) {
            fact(
                    table,
                    "Waited for ids",
                    report.path("heldForIds").asText() + " times, until an earlier request created them");
        }
        lateness(table);
        for (JsonNode notice : report.path("notices")) {
            fact(table, "Notice", notice.asText());
        }
    }

    private void lateness(Element table) {
        JsonNode late = report.path("lateness");
        fact(
                table,
                "Sent after the due time",
                "P50 " + number(late.path("p50")) + " ms, P99 " + number(late.path("p99")) + " ms, at most "
                        + number(late.path("max")) + " ms; "
                        + String.format(
                                Locale.ROOT,
                                "%.3f",
                                100 * late.path("within1Milli").asDouble())
                        + " % within 1 ms");
    }

    private static void fact(Element table, String name, String value) {
        Element row = table.appendElement("tr");
        row.appendElement("th").text(name);
        row.appendElement("td").text(value);
    }

    private void targets(Element body) {
        body.appendElement("h2").text("Targets");
        Element table = table(
                body,
                List.of(
                        "Target",
                        "URL",
                        "Requests",
                        "Responses",
                        "Errors",
                        "P50 ms",
                        "P99 ms",
                        "P99.9 ms",
                        "Max ms",
                        "Statuses",
                        "Without response",
                        "Retries"));
        for (JsonNode target : report.path("targets")) {
            target(table.appendElement("tr"), target);
        }
    }

    private static void target(Element row, JsonNode target) {
        JsonNode latency = target.path("latency");
        cells(
                row,
                target.path("name").asText(),
                target.path("url").asText(),
                target.path("requests").asText(),
                target.path("responses").asText(),
                target.path("errors").asText(),
                number(latency.path("p50")),
                number(latency.path("p99")),
                number(latency.path("p999")),
                number(latency.path("max")),
                counts(target.path("statuses"), target.path("details")),
                counts(target.path("failures"), target.path("details")),
                target.path("retries").asText());
    }

    private static String counts(JsonNode counts, JsonNode details) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> each : counts.properties()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(each.getKey())
                    .append(": ")
                    .append(each.getValue().asText());
            String detail = details.path(each.getKey()).asText();
            text.append(detail.isEmpty() ? "" : " (" + detail + ")");
        }
        return text.toString();
    }

    private void differences(Element body) {
        if (!report.path("isComparison").asBoolean()) {
            return;
        }
        body.appendElement("h2").text("Differences");
        body.appendElement("p")
                .text(report.path("compared").asText()
                        + " requests were compared. Noise counts how often two instances of the "
                        + "old build differ in the same place.");
        Element table =
                table(body, List.of("Verdict", "Route", "What", "Where", "Requests", "Noise", "Compared", "Examples"));
        for (JsonNode difference : report.path("differences")) {
            Element row = table.appendElement("tr")
                    .addClass(difference.path("verdict").asText());
            String reason = difference.path("reason").asText();
            cells(
                    row,
                    difference.path("verdict").asText() + (reason.isEmpty() ? "" : ": " + reason),
                    difference.path("route").asText(),
                    difference.path("kind").asText(),
                    difference.path("path").asText(),
                    difference.path("count").asText(),
                    difference.path("noise").asText(),
                    difference.path("compared").asText());
            Element examples = row.appendElement("td");
            for (JsonNode example : difference.path("examples")) {
                example(examples, example);
            }
        }
    }

    private static void example(Element cell, JsonNode example) {
        Element details = cell.appendElement("details");
        details.appendElement("summary").text(example.path("request").asText());
        details.appendElement("p")
                .text(example.path("oldValue").asText() + " \u2192 "
                        + example.path("newValue").asText());
        Element columns = details.appendElement("div").addClass("columns");
        for (String name : List.of("recorded", "old", "new")) {
            Element column = columns.appendElement("div");
            column.appendElement("h3").text(name);
            column.appendElement("pre").appendText(example.path(name).asText());
        }
    }

    private void routes(Element body) {
        body.appendElement("h2").text("Latency by route");
        if (report.path("isComparison").asBoolean()) {
            explain(body, report.path("latencyRule"));
        }
        Element table = table(
                body,
                List.of(
                        "Route",
                        "Target",
                        "Requests",
                        "Errors",
                        "P50 ms",
                        "P90 ms",
                        "P99 ms",
                        "P99.9 ms",
                        "Max ms",
                        "Slower?"));
        for (JsonNode route : report.path("routes")) {
            for (JsonNode target : route.path("targets")) {
                route(table.appendElement("tr"), route, target);
            }
        }
    }

    private static void explain(Element body, JsonNode rule) {
        body.appendElement("p")
                .text("A route is slower if its quantile "
                        + rule.path("quantile").asText() + " is more than "
                        + rule.path("tolerance").asText() + " times that of the old build, with a confidence of "
                        + rule.path("confidence").asText() + ". The test needs "
                        + rule.path("needed").asText()
                        + " requests of the route.");
    }

    private static void route(Element row, JsonNode route, JsonNode target) {
        boolean isTested = target.path("name").asText().equals("new");
        if (isTested && route.path("isSlower").asBoolean()) {
            row.addClass("different");
        }
        cells(
                row,
                route.path("route").asText(),
                target.path("name").asText(),
                target.path("requests").asText(),
                target.path("errors").asText(),
                number(target.path("p50")),
                number(target.path("p90")),
                number(target.path("p99")),
                number(target.path("p999")),
                number(target.path("max")),
                isTested ? slower(route) : "");
    }

    private static String slower(JsonNode route) {
        double confidence = route.path("slowerConfidence").asDouble();
        if (confidence < 0) {
            return "too few requests";
        }
        String answer = route.path("isSlower").asBoolean() ? "yes" : "no";
        return answer + String.format(Locale.ROOT, " (confidence %.4f)", confidence);
    }

    private static Element table(Element body, List<String> headings) {
        Element table = body.appendElement("table");
        Element row = table.appendElement("thead").appendElement("tr");
        headings.forEach(each -> row.appendElement("th").text(each));
        return table.appendElement("tbody");
    }

    private static void cells(Element row, String... texts) {
        for (String text : texts) {
            row.appendElement("td").text(text);
        }
    }

    private static String number(JsonNode number) {
        return String.format(Locale.ROOT, "%.2f", number.asDouble());
    }

    private static String resource(String name) {
        try (InputStream input = HtmlReport.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name + " of the jar", e);
        }
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
