package dev.interlock.replay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlock.replay.compare.DifferenceTable;
import dev.interlock.replay.compare.Example;
import dev.interlock.replay.rules.LatencyRule;
import java.util.Map;
import java.util.TreeSet;
import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;

/** The report as JSON. Latencies are in milliseconds. */
public final class ReportDocument {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double MICROS = 1000.0;

    private final Statistics statistics;
    private final Facts facts;
    private final LatencyRule rule;
    private final LatencyTest test;

    private ReportDocument(Statistics statistics, Facts facts, LatencyRule rule) {
        this.statistics = statistics;
        this.facts = facts;
        this.rule = rule;
        test = new LatencyTest(rule);
    }

    /** Returns the document of a replay. */
    public static JsonNode of(Statistics statistics, Facts facts, LatencyRule rule) {
        synchronized (statistics) {
            return new ReportDocument(statistics, facts, rule).document();
        }
    }

    private ObjectNode document() {
        ObjectNode document = NODES.objectNode();
        document.put("started", facts.started().toString());
        document.put("seconds", rounded(facts.seconds()));
        document.put("ending", facts.ending());
        document.put("pace", facts.pace());
        document.set("sources", texts(facts.sources()));
        document.put("requests", statistics.requests());
        document.put("sentBefore", facts.skippedAtStart());
        document.set("skipped", counts(facts.skipped()));
        document.put("heldForIds", facts.held());
        document.set("notices", texts(facts.notices()));
        document.set("lateness", lateness());
        document.set("targets", targets());
        ArrayNode routes = routes();
        document.set("routes", routes);
        ObjectNode latencyRule = document.putObject("latencyRule");
        latencyRule.put("quantile", rule.quantile());
        latencyRule.put("tolerance", rule.tolerance());
        latencyRule.put("confidence", rule.confidence());
        latencyRule.put("needed", test.needed());
        DifferenceTable table = statistics.differences();
        document.put("isComparison", table != null);
        document.put("compared", table == null ? 0 : table.compared());
        document.put("different", table == null ? 0 : table.different());
        document.put("slower", slower(routes));
        document.set("differences", differences(table));
        return document;
    }

    private static long slower(ArrayNode routes) {
        long slower = 0;
        for (JsonNode route : routes) {
            slower += route.path("isSlower").asBoolean() ? 1 : 0;
        }
        return slower;
    }

    private static ArrayNode texts(Iterable<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode counts(Map<?, Long> counts) {
        ObjectNode object = NODES.objectNode();
        counts.forEach((key, count) -> object.put(String.valueOf(key), count));
        return object;
    }

    private ObjectNode lateness() {
        ObjectNode lateness = quantiles(statistics.lateMicros());
        lateness.put("within1Milli", statistics.punctual());
        return lateness;
    }

    private static ObjectNode quantiles(AbstractHistogram micros) {
        ObjectNode quantiles = NODES.objectNode();
        quantiles.put("p50", millis(micros, 50));
        quantiles.put("p90", millis(micros, 90));
        quantiles.put("p99", millis(micros, 99));
        quantiles.put("p999", millis(micros, 99.9));
        quantiles.put("max", micros.getMaxValue() / MICROS);
        return quantiles;
    }

    private static double millis(AbstractHistogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / MICROS;
    }

    private ArrayNode targets() {
        ArrayNode targets = NODES.arrayNode();
        for (int i = 0; i < statistics.names().size(); i++) {
            TargetStatistics from = statistics.target(i);
            String name = statistics.names().get(i);
            ObjectNode target = targets.addObject();
            target.put("name", name);
            target.put("url", facts.targets().getOrDefault(name, ""));
            target.put("requests", from.all.requests);
            target.put("responses", from.responses);
            target.put("errors", from.all.errors);
            target.put("retries", from.retries);
            target.set("statuses", counts(from.statuses));
            target.set("failures", counts(from.failures));
            ObjectNode details = target.putObject("details");
            from.details.forEach(details::put);
            target.set("latency", quantiles(from.all.micros));
            target.set("series", series(from.series));
        }
        return targets;
    }

    private static ObjectNode series(TimeSeries from) {
        ObjectNode series = NODES.objectNode();
        series.put("interval", from.seconds());
        ArrayNode rate = series.putArray("rate");
        ArrayNode errors = series.putArray("errors");
        ArrayNode p50 = series.putArray("p50");
        ArrayNode p99 = series.putArray("p99");
        for (TimeSeries.Interval interval : from.intervals()) {
            rate.add(rounded(interval.requests / from.seconds()));
            errors.add(rounded(interval.errors / from.seconds()));
            boolean isEmpty = interval.latency.getTotalCount() == 0;
            p50.add(isEmpty ? NODES.nullNode() : NODES.numberNode(millis(interval.latency, 50)));
            p99.add(isEmpty ? NODES.nullNode() : NODES.numberNode(millis(interval.latency, 99)));
        }
        return series;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private ArrayNode routes() {
        ArrayNode routes = NODES.arrayNode();
        for (String name : new TreeSet<>(statistics.routes())) {
            ObjectNode route = NODES.objectNode();
            route.put("route", name);
            ArrayNode targets = route.putArray("targets");
            for (int i = 0; i < statistics.names().size(); i++) {
                Latencies latencies = statistics.target(i).routes.get(name);
                if (latencies != null) {
                    ObjectNode target = targets.addObject();
                    target.put("name", statistics.names().get(i));
                    target.put("requests", latencies.requests);
                    target.put("errors", latencies.errors);
                    target.setAll(quantiles(latencies.micros));
                }
            }
            if (!targets.isEmpty()) {
                compare(route, name);
                routes.add(route);
            }
        }
        return routes;
    }

    private void compare(ObjectNode route, String name) {
        if (statistics.names().size() < 2) {
            return;
        }
        Latencies tested = statistics.target(1).routes.get(name);
        double confidence = confidence(statistics.target(0).routes.get(name), tested);
        if (statistics.names().size() > 2) {
            confidence =
                    Math.min(confidence, confidence(statistics.target(2).routes.get(name), tested));
        }
        route.put("slowerConfidence", confidence);
        route.put("isSlower", test.isSlower(confidence));
    }

    private double confidence(@Nullable Latencies reference, @Nullable Latencies tested) {
        return reference == null || tested == null ? -1 : test.confidence(reference.micros, tested.micros);
    }

    private static ArrayNode differences(@Nullable DifferenceTable table) {
        ArrayNode differences = NODES.arrayNode();
        if (table == null) {
            return differences;
        }
        for (DifferenceTable.Row row : table.rows()) {
            ObjectNode difference = differences.addObject();
            difference.put("verdict", row.verdict().text());
            difference.put("route", row.route());
            difference.put("kind", row.kind());
            difference.put("path", row.path());
            difference.put("count", row.count());
            difference.put("noise", row.noise());
            difference.put("compared", row.compared());
            difference.put("reason", row.reason());
            ArrayNode examples = difference.putArray("examples");
            for (Example example : row.examples()) {
                ObjectNode object = examples.addObject();
                object.put("request", example.request());
                object.put("oldValue", example.oldValue());
                object.put("newValue", example.newValue());
                object.put("recorded", example.recorded());
                object.put("old", example.oldResponse());
                object.put("new", example.newResponse());
            }
        }
        return differences;
    }
}
