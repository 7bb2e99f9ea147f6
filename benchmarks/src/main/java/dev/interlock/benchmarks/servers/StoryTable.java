package dev.interlock.benchmarks.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few figures by which services are moved from Go to Rust, of those two and of Interlock: medians of the run. */
final class StoryTable {
    private static final List<String> SERVERS = List.of(Contender.GO, Contender.HYPER, Contender.OWN);
    private static final List<Workload> WORKLOADS = List.of(Workload.PROTOBUF, Workload.PARAMETERS);
    private static final Pace.Level LEVEL = Pace.Level.MOST;
    private static final String NO_READING = "-";

    private final Readings readings;
    private final List<String> lines = new ArrayList<>();

    StoryTable(Readings readings) {
        this.readings = readings;
    }

    /** A table for each of the workloads that it is about and of which there are readings. */
    List<String> lines(List<Workload> workloads) {
        for (Workload workload : WORKLOADS) {
            if (workloads.contains(workload)
                    && !readings.summaries(workload.label(), Quantity.THROUGHPUT)
                            .isEmpty()) {
                table(workload.label());
            }
        }
        return lines;
    }

    private void table(String workload) {
        lines.addAll(List.of("", "## Go, Rust and Interlock: " + workload, ""));
        lines.add("| | Go | Rust (hyper) | Interlock |");
        lines.add("|---|---:|---:|---:|");
        String rate = rate(workload);
        row("P50 us" + rate, workload, LEVEL.p50());
        row("P99 us" + rate, workload, LEVEL.p99());
        row("requests/s of one core", workload, Quantity.THROUGHPUT);
        row("idle memory MiB, before any load", "", Quantity.IDLE);
        row("memory MiB after load", workload, Quantity.LOADED);
        pauses(workload);
    }

    private String rate(String workload) {
        Map<String, Readings.Summary> rates = readings.summaries(workload, LEVEL.rate());
        return rates.isEmpty()
                ? ""
                : " at "
                        + Headlines.value(
                                LEVEL.rate(), rates.values().iterator().next().median()) + " requests/s";
    }

    private void row(String title, String workload, Quantity quantity) {
        List<String> cells = new ArrayList<>();
        for (String server : SERVERS) {
            cells.add(readings.summary(server, workload, quantity)
                    .map(summary -> MarkdownReport.median(quantity, summary))
                    .orElse(NO_READING));
        }
        add(title, cells);
    }

    private void pauses(String workload) {
        List<String> cells = new ArrayList<>();
        for (String server : SERVERS) {
            cells.add(server.equals(Contender.HYPER) ? "none, as it has no collector" : pauses(server, workload));
        }
        add("GC pauses per million requests, the longest", cells);
    }

    private String pauses(String server, String workload) {
        Optional<Readings.Summary> count = readings.summary(server, workload, Quantity.COLLECTIONS);
        Optional<Readings.Summary> longest = readings.summary(server, workload, Quantity.LONGEST_PAUSE);
        if (count.isEmpty() || longest.isEmpty()) {
            return NO_READING;
        }
        return longest.get().max() == 0 && count.get().max() == 0
                ? "0"
                : Headlines.value(Quantity.COLLECTIONS, count.get().median()) + ", "
                        + Headlines.value(Quantity.LONGEST_PAUSE, longest.get().max()) + " ms";
    }

    private void add(String title, List<String> cells) {
        lines.add("| " + title + " | " + String.join(" | ", cells) + " |");
    }
}
