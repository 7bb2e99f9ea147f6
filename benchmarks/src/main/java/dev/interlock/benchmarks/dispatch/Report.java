package dev.interlock.benchmarks.dispatch;

import dev.interlock.benchmarks.process.Spread;
import dev.interlock.benchmarks.report.BarPlot;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownTable;
import dev.interlock.benchmarks.report.SuiteReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the suite found: a table, plots, and lines that other programs may read. */
final class Report {
    static final String MATCHIT = "matchit";
    static final String ALLOCATED = "B/op";
    /** KiB of the dispatch tables. */
    static final String TABLES = "tables KiB";
    /** KiB of the cache lines that all lookups together touch. */
    static final String TOUCHED = "touched KiB";
    /** Cache lines of the tables that a lookup touches. */
    static final String LINES = "cache lines";

    static final String ACTIVEJ_REQUEST = "activeJRequest";

    private static final String OWN = Contender.INTERLOCK.benchmark();
    private static final List<String> PEERS = List.of(
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

    /** The whole report. */
    SuiteReport of(List<Scenario> scenarios, Inputs.CompileTime compile, Environment environment) {
        String method = "Nanoseconds per lookup, medians of the rounds; " + ALLOCATED
                + " is what Interlock allocates. The next columns show the memory of Interlock's tables, how much of it"
                + " all lookups together touch, and the cache lines of one lookup. Other routers than Interlock and"
                + " matchit were measured in the first round only.";
        SuiteReport report = new SuiteReport("Time to find a route", method, environment, headlines(compile));
        report.table(table(scenarios));
        for (Order order : Order.values()) {
            report.plot(order.label().replace(' ', '-'), bySize(order, scenarios));
        }
        return report.plot("github", ofAll());
    }

    private List<String> headlines(Inputs.CompileTime compile) {
        int largest = Scenario.LARGEST.routes();
        return List.of(
                footprint(Scenario.LARGEST),
                footprint(Scenario.HEADLINE),
                format("dispatch compile %d cpu: %.1f s", largest, compile.cpuSeconds()),
                format("dispatch compile %d: %.1f s", largest, compile.seconds()),
                format(
                        "dispatch %d/%d random: ratio %.2f",
                        largest,
                        Scenario.HEADLINE.routes(),
                        interlock(Scenario.LARGEST) / interlock(Scenario.HEADLINE)),
                headline());
    }

    private String footprint(Scenario scenario) {
        return format(
                "dispatch footprint %d: %.1f KiB of tables, %.1f KiB touched, %.1f cache lines per lookup",
                scenario.routes(), measured(TABLES, scenario), measured(TOUCHED, scenario), measured(LINES, scenario));
    }

    private String headline() {
        double own = interlock(Scenario.HEADLINE);
        String comparison = measurements
                .spread(MATCHIT, Scenario.HEADLINE)
                .map(peer -> format("matchit %.1f ns, ratio %.2f", peer.median(), own / peer.median()))
                .orElse("matchit skipped");
        return format("dispatch github random: %.1f ns (%s)", own, comparison);
    }

    private double interlock(Scenario scenario) {
        return measured(OWN, scenario);
    }

    private double measured(String series, Scenario scenario) {
        return measurements.spread(series, scenario).orElseThrow().median();
    }

    private MarkdownTable table(List<Scenario> scenarios) {
        MarkdownTable table =
                new MarkdownTable().numbers("routes").words("order").numbers(OWN, ALLOCATED, TABLES, TOUCHED, LINES);
        PEERS.forEach(table::numbers);
        for (Scenario scenario : scenarios) {
            List<String> row = new ArrayList<>();
            row.add(Integer.toString(scenario.routes()));
            row.add(scenario.order().label());
            row.add(cell(OWN, scenario));
            row.add(cell(ALLOCATED, scenario));
            row.add(cell(TABLES, scenario));
            row.add(cell(TOUCHED, scenario));
            row.add(cell(LINES, scenario));
            PEERS.forEach(peer -> row.add(cell(peer, scenario)));
            table.row(row);
        }
        return table;
    }

    private String cell(String series, Scenario scenario) {
        return measurements
                .spread(series, scenario)
                .map(spread -> Figure.of(spread.median(), 1))
                .orElse(Figure.NONE);
    }

    /** Whether time grows with the number of routes, of the two that are measured in each round. */
    private BarPlot bySize(Order order, List<Scenario> scenarios) {
        BarPlot plot = new BarPlot("ns per lookup, " + order.label(), 1);
        for (Scenario scenario : scenarios) {
            if (scenario.order() == order) {
                for (String series : List.of(OWN, MATCHIT)) {
                    add(plot, scenario.routes() + " routes, " + series, series, scenario);
                }
            }
        }
        return plot;
    }

    /** All that were measured with the routes that routers are compared by. */
    private BarPlot ofAll() {
        BarPlot plot = new BarPlot(
                format("ns per lookup, %d routes of the GitHub API, random", Scenario.HEADLINE.routes()), 1);
        add(plot, OWN, OWN, Scenario.HEADLINE);
        PEERS.forEach(peer -> add(plot, peer, peer, Scenario.HEADLINE));
        return plot;
    }

    private void add(BarPlot plot, String label, String series, Scenario scenario) {
        Optional<Spread> spread = measurements.spread(series, scenario);
        spread.ifPresent(found -> plot.bar(label, found, series.equals(OWN)));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
