package dev.interlock.benchmarks.server;

import dev.interlock.benchmarks.report.BarPlot;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownTable;
import dev.interlock.benchmarks.report.SuiteReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@link EpsilonSuite} found: how much of the heap was used after each part of the load. */
final class EpsilonReport {
    private static final double MEBIBYTE = 1024 * 1024;

    private final int heapMebibytes;
    private final List<Part> parts = new ArrayList<>();

    /** @param heapMebibytes all that there is */
    EpsilonReport(int heapMebibytes) {
        this.heapMebibytes = heapMebibytes;
    }

    private record Part(String name, long requests, double seconds, long used) {
        double mebibytes() {
            return used / MEBIBYTE;
        }
    }

    /**
     * Adds a part of the load; what is there before any load is the first.
     *
     * @param requests that were answered
     * @param used bytes of the heap after it
     */
    void add(String name, long requests, double seconds, long used) {
        parts.add(new Part(name, requests, seconds, used));
    }

    SuiteReport of(Environment environment) {
        String method = "The example service with a collector that frees nothing, and " + heapMebibytes
                + " MiB of heap. Answers are" + " compared byte for byte, those to orders by status and id.";
        MarkdownTable table =
                new MarkdownTable().words("").numbers("requests", "seconds", "MiB used after it", "B/request");
        BarPlot plot = new BarPlot("MiB of the heap that are used", 1).limit(heapMebibytes);
        long before = parts.get(0).used;
        for (Part part : parts) {
            table.row(
                    part.name,
                    Figure.of((double) part.requests, 0),
                    Figure.of(part.seconds, 0),
                    Figure.of(part.mebibytes(), 1),
                    part.requests == 0 ? Figure.NONE : Figure.of((part.used - before) / (double) part.requests, 2));
            plot.bar(part.name, part.mebibytes(), true);
            before = part.used;
        }
        return new SuiteReport("Requests without a collector", method, environment, List.of(headline()))
                .table(table)
                .plot("heap", plot);
    }

    private String headline() {
        Part last = parts.get(parts.size() - 1);
        long requests = parts.stream().mapToLong(Part::requests).sum();
        return String.format(
                Locale.ROOT,
                "epsilon requests: %d (heap used %.1f MiB of %d, %.2f bytes per request)",
                requests,
                last.mebibytes(),
                heapMebibytes,
                (last.used - parts.get(0).used) / (double) requests);
    }
}
