package dev.interlock.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the suite prints: a table, and lines that other programs may read. */
final class Report {
    static final String MATCHIT = "matchit";
    static final String ALLOCATED = "B/op";
    static final String ACTIVEJ_REQUEST = "activeJRequest";

    private static final List<String> COLUMNS = List.of(
            Contender.INTERLOCK.benchmark(),
            ALLOCATED,
            MATCHIT,
            Contender.SEGMENT_TRIE.benchmark(),
            Contender.ACTIVEJ.benchmark(),
            ACTIVEJ_REQUEST,
            Contender.VERTX_WEB.benchmark(),
            Contender.REGEX_LIST.benchmark());

    private final Measurements measurements;

    Report(Measurements measurements) {
        this.measurements = measurements;
    }

    /** The whole report; the headline is its last line. */
    List<String> lines(List<Scenario> scenarios, Inputs.CompileTime compile) {
        List<String> lines = new ArrayList<>();
        lines.add("Nanoseconds per lookup, medians of the rounds; " + ALLOCATED + " is what Interlock allocates.");
        StringBuilder head = new StringBuilder("%6s  %-8s".formatted("routes", "order"));
        COLUMNS.forEach(column -> head.append("  %14s".formatted(column)));
        lines.add(head.toString());
        scenarios.forEach(scenario -> lines.add(row(scenario)));
        lines.add("");
        int largest = Scenario.LARGEST.routes();
        lines.add(format("dispatch compile %d cpu: %.1f s", largest, compile.cpuSeconds()));
        lines.add(format("dispatch compile %d: %.1f s", largest, compile.seconds()));
        lines.add(format(
                "dispatch %d/%d random: ratio %.2f",
                largest, Scenario.HEADLINE.routes(), interlock(Scenario.LARGEST) / interlock(Scenario.HEADLINE)));
        lines.add(headline());
        return lines;
    }

    private String row(Scenario scenario) {
        StringBuilder row = new StringBuilder(
                "%6d  %-8s".formatted(scenario.routes(), scenario.order().label()));
        for (String column : COLUMNS) {
            OptionalDouble median = measurements.median(column, scenario);
            row.append("  %14s".formatted(median.isPresent() ? format("%.1f", median.getAsDouble()) : "-"));
        }
        return row.toString();
    }

    private String headline() {
        double own = interlock(Scenario.HEADLINE);
        OptionalDouble peer = measurements.median(MATCHIT, Scenario.HEADLINE);
        String comparison = peer.isPresent()
                ? format("matchit %.1f ns, ratio %.2f", peer.getAsDouble(), own / peer.getAsDouble())
                : "matchit skipped";
        return format("dispatch github random: %.1f ns (%s)", own, comparison);
    }

    private double interlock(Scenario scenario) {
        return measurements.median(Contender.INTERLOCK.benchmark(), scenario).orElseThrow();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
