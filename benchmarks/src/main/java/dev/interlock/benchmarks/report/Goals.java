package dev.interlock.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlock.benchmarks.report.Figures.Summary;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the project set out to show, beside the medians that were found. */
final class Goals {
    private static final String BEST = "*";

    /** What a goal leaves out is empty. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
            .build();

    private Goals() {}

    /**
     * A goal of {@code goals.json}.
     *
     * @param scenarios those that it is for; none for all
     * @param own the contenders that it is for
     * @param least whether the figure has to be at least the limit; else it is at most
     * @param strict whether the limit itself misses it
     * @param limit in terms of the reference's figure, if there is one
     * @param reference a contender; empty for none, {@code *} for the best of all that are neither own nor exceptions
     */
    record Goal(
            String suite,
            List<String> scenarios,
            List<String> own,
            String quantity,
            boolean least,
            boolean strict,
            double limit,
            String reference,
            List<String> exceptions) {
        boolean isFor(String scenario) {
            return !scenario.isEmpty() && (scenarios.isEmpty() || scenarios.contains(scenario));
        }

        String limitText() {
            String bound = (least ? "at least " : strict ? "below " : "at most ") + limit;
            String of = reference.equals(BEST) ? " x each Java peer's" : " x " + reference + "'s";
            return reference.isEmpty() ? bound : bound + of;
        }

        boolean isMet(double value, double other) {
            double bound = limit * other;
            return least ? value >= bound : strict ? value < bound : value <= bound;
        }

        Optional<String> reference(Results results, Figures figures, String scenario, Quantity quantity) {
            if (!reference.equals(BEST)) {
                return Optional.of(reference);
            }
            List<String> peers = figures.ascending(scenario, quantity).stream()
                    .filter(name -> !results.own().contains(name) && !exceptions.contains(name))
                    .toList();
            return peers.isEmpty() ? Optional.empty() : Optional.of(peers.get(least ? peers.size() - 1 : 0));
        }
    }

    /** @param found begins with {@code met} if it is */
    record Row(String what, String limit, String contender, String found) {
        boolean isMet() {
            return found.startsWith("met");
        }
    }

    /** A row for each goal of a suite, scenario and contender of Interlock that took part. */
    static List<Row> rows(Results results, Figures figures) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Goal goal : read()) {
            for (String scenario : goal.suite.equals(results.suite()) ? figures.scenarios() : List.<String>of()) {
                for (String own : goal.isFor(scenario) ? goal.own : List.<String>of()) {
                    if (figures.contenders(scenario).contains(own)) {
                        String what = scenario + ": " + goal.quantity;
                        rows.add(new Row(what, goal.limitText(), own, found(goal, results, figures, scenario, own)));
                    }
                }
            }
        }
        return rows;
    }

    private static Goal[] read() throws IOException {
        try (InputStream in = Objects.requireNonNull(Goals.class.getResourceAsStream("goals.json"))) {
            return JSON.readValue(in, Goal[].class);
        }
    }

    private static String found(Goal goal, Results results, Figures figures, String scenario, String own) {
        Quantity quantity = figures.quantity(goal.quantity);
        Optional<Summary> mine = figures.find(scenario, own, quantity);
        Optional<String> reference = goal.reference(results, figures, scenario, quantity);
        Optional<Summary> other = reference.flatMap(name -> figures.find(scenario, name, quantity));
        if (mine.isEmpty() || (other.isEmpty() && !goal.reference.isEmpty())) {
            return "not measured";
        }
        boolean met = goal.isMet(mine.get().median(), other.map(Summary::median).orElse(1.0));
        String beside = other.map(summary -> ", " + reference.orElseThrow() + " " + summary.text(quantity) + ", ratio "
                        + Figures.ratio(mine.get().median(), summary.median()))
                .orElse("");
        return (met ? "met: " : "MISSED: ") + mine.get().text(quantity) + beside;
    }
}
