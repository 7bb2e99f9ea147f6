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

/** Compares the goals of the project with the measured medians. */
final class Goals {
    private static final String BEST = "*";

    /** Omitted properties of a goal are empty. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
            .build();

    private Goals() {}

    /**
     * A goal of {@code goals.json}.
     *
     * @param scenarios scenarios of the goal; empty for all
     * @param own contenders of the goal
     * @param least whether the limit is a minimum; otherwise it is a maximum
     * @param strict whether a figure equal to the limit misses the goal
     * @param limit a multiple of the reference's figure, if there is a reference
     * @param reference a contender; empty for none; {@code *} for the best contender that is neither in {@code own}
     *     nor in {@code exceptions}
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

    /**
     * A row of the table of goals.
     * @param found text that starts with {@code met} if the goal is met
     */
    record Row(String what, String limit, String contender, String found) {
        boolean isMet() {
            return found.startsWith("met");
        }
    }

    /** Returns a row for each goal of a suite, for each scenario and each Interlock contender that took part. */
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
