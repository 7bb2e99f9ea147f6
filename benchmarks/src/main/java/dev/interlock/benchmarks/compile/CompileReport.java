package dev.interlock.benchmarks.compile;

import dev.interlock.benchmarks.compile.Measurements.Round;
import dev.interlock.benchmarks.process.Spread;
import dev.interlock.benchmarks.report.BarPlot;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownTable;
import dev.interlock.benchmarks.report.SuiteReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The report of {@link CompileSuite}. */
final class CompileReport {
    private final Measurements measurements;

    CompileReport(Measurements measurements) {
        this.measurements = measurements;
    }

    SuiteReport of(Environment environment) {
        SuiteReport report = new SuiteReport(
                "Time to compile",
                "Medians of all rounds, each of processes of their own. The ratio is to the first processor's CPU above javac's own.",
                environment,
                headlines());
        for (int routes : measurements.sizes()) {
            report.section(Figure.of(routes, 0) + " routes")
                    .table(table(routes))
                    .plot("cpu-" + routes, plot(routes));
        }
        return report;
    }

    private List<String> headlines() {
        List<String> lines = new ArrayList<>();
        for (int routes : measurements.sizes()) {
            for (String processor : measurements.processors(routes)) {
                lines.add(String.format(
                        Locale.ROOT,
                        "compile %d %s: %.1f s of CPU above javac's %.1f (ratio %s)",
                        routes,
                        processor,
                        median(routes, processor, Round::aboveJavac),
                        median(routes, processor, round -> round.plain().cpuSeconds()),
                        ratio(routes, processor)));
            }
        }
        return lines;
    }

    private String ratio(int routes, String processor) {
        String first = measurements.processors(routes).iterator().next();
        return Figure.ratio(median(routes, processor, Round::aboveJavac), median(routes, first, Round::aboveJavac));
    }

    private MarkdownTable table(int routes) {
        MarkdownTable table = new MarkdownTable()
                .words("processor")
                .numbers("javac CPU s", "above it", "least", "most", "ratio")
                .numbers("of it: processor", "generated code", "above javac, s");
        for (String processor : measurements.processors(routes)) {
            Spread above = measurements.spread(routes, processor, Round::aboveJavac);
            table.row(
                    processor,
                    median(routes, processor, round -> round.plain().cpuSeconds(), 1),
                    Figure.of(above.median(), 1),
                    Figure.of(above.least(), 1),
                    Figure.of(above.most(), 1),
                    ratio(routes, processor),
                    median(routes, processor, Round::processor, 1),
                    median(routes, processor, Round::generatedCode, 1),
                    median(routes, processor, Round::secondsAboveJavac, 1));
        }
        return table;
    }

    private BarPlot plot(int routes) {
        BarPlot plot = new BarPlot("CPU seconds above javac's own, " + routes + " routes", 1);
        for (String processor : measurements.processors(routes)) {
            plot.bar(processor, measurements.spread(routes, processor, Round::aboveJavac), true);
        }
        return plot;
    }

    private double median(int routes, String processor, ToDoubleFunction<Round> figure) {
        return measurements.spread(routes, processor, figure).median();
    }

    private String median(int routes, String processor, ToDoubleFunction<Round> figure, int decimals) {
        return Figure.of(median(routes, processor, figure), decimals);
    }
}
