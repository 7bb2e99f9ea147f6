package dev.interlock.benchmarks.jmh;

import dev.interlock.benchmarks.report.BarPlot;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownTable;
import dev.interlock.benchmarks.report.SuiteReport;
import java.util.List;
import java.util.Locale;

/** What a {@link TurnsSuite} found. */
final class TurnsReport {
    private TurnsReport() {}

    /**
     * Of all comparisons.
     *
     * @param suite as the headlines begin
     * @param operation what takes the nanoseconds, in words
     */
    static SuiteReport of(String suite, String operation, List<Comparison> comparisons, Environment environment) {
        List<String> headlines =
                comparisons.stream().map(each -> each.line(suite)).toList();
        String method = "Nanoseconds and bytes allocated to " + operation + "; the lowest of all iterations.";
        MarkdownTable table = new MarkdownTable()
                .words(suite)
                .numbers("Interlock ns", "Interlock B/op", "Netty ns", "Netty B/op", "ratio of ns");
        BarPlot plot = new BarPlot("ns to " + operation, 0);
        for (Comparison each : comparisons) {
            String input = each.input().toLowerCase(Locale.ROOT);
            Cost own = each.own();
            Cost netty = each.netty();
            table.row(
                    input,
                    Figure.of(own.nanoseconds(), 0),
                    Figure.of(own.bytes(), 0),
                    Figure.of(netty.nanoseconds(), 0),
                    Figure.of(netty.bytes(), 0),
                    Figure.ratio(own.nanoseconds(), netty.nanoseconds()));
            plot.bar(input + ", Interlock", own.nanoseconds(), true).bar(input + ", Netty", netty.nanoseconds(), false);
        }
        return new SuiteReport("Time to " + operation, method, environment, headlines)
                .table(table)
                .plot("time", plot);
    }
}
