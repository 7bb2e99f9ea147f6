package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownPage;
import dev.interlock.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few figures by which services are moved from Go to Rust, of those two and of Interlock: medians of the run. */
final class StoryTable {
    private static final List<String> SERVERS = List.of(Contender.GO, Contender.HYPER, Contender.OWN);
    private static final List<Workload> WORKLOADS = List.of(Workload.PROTOBUF, Workload.PARAMETERS);
    private static final Pace.Level LEVEL = Pace.Level.MOST;

    private final Readings readings;

    StoryTable(Readings readings) {
        this.readings = readings;
    }

    /** A table for each of the workloads that it is about and of which there are readings. */
    void add(MarkdownPage page, List<Workload> workloads) {
        for (Workload workload : WORKLOADS) {
            if (workloads.contains(workload)
                    && !readings.summaries(workload.label(), Quantity.THROUGHPUT)
                            .isEmpty()) {
                page.section("Go, Rust and Interlock: " + workload.label());
                page.block(table(workload.label()).lines());
            }
        }
    }

    private MarkdownTable table(String workload) {
        MarkdownTable table = new MarkdownTable().words("").numbers("Go", "Rust (hyper)", "Interlock");
        String rate = rate(workload);
        return table.row(row("P50 us" + rate, workload, LEVEL.p50()))
                .row(row("P99 us" + rate, workload, LEVEL.p99()))
                .row(row("requests/s of one core", workload, Quantity.THROUGHPUT))
                .row(row("idle memory MiB, before any load", "", Quantity.IDLE))
                .row(row("memory MiB after load", workload, Quantity.LOADED))
                .row(pauses(workload));
    }

    private String rate(String workload) {
        Map<String, Readings.Summary> rates = readings.summaries(workload, LEVEL.rate());
        return rates.isEmpty()
                ? ""
                : " at "
                        + Headlines.value(
                                LEVEL.rate(), rates.values().iterator().next().median()) + " requests/s";
    }

    private List<String> row(String title, String workload, Quantity quantity) {
        List<String> cells = new ArrayList<>(List.of(title));
        for (String server : SERVERS) {
            cells.add(readings.summary(server, workload, quantity)
                    .map(summary -> MarkdownReport.median(quantity, summary))
                    .orElse(Figure.NONE));
        }
        return cells;
    }

    private List<String> pauses(String workload) {
        List<String> cells = new ArrayList<>(List.of("GC pauses per million requests, the longest"));
        for (String server : SERVERS) {
            cells.add(server.equals(Contender.HYPER) ? "none, as it has no collector" : pauses(server, workload));
        }
        return cells;
    }

    private String pauses(String server, String workload) {
        Optional<Readings.Summary> count = readings.summary(server, workload, Quantity.COLLECTIONS);
        Optional<Readings.Summary> longest = readings.summary(server, workload, Quantity.LONGEST_PAUSE);
        if (count.isEmpty() || longest.isEmpty()) {
            return Figure.NONE;
        }
        return longest.get().max() == 0 && count.get().max() == 0
                ? "0"
                : Headlines.value(Quantity.COLLECTIONS, count.get().median()) + ", "
                        + Headlines.value(Quantity.LONGEST_PAUSE, longest.get().max()) + " ms";
    }
}
