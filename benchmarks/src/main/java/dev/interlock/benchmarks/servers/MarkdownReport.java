package dev.interlock.benchmarks.servers;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All figures in tables. */
final class MarkdownReport {
    private static final List<Quantity> COSTS = List.of(
            Quantity.CPU,
            Quantity.USER,
            Quantity.SYSTEM,
            Quantity.THROUGHPUT,
            Quantity.CLOSED_P50,
            Quantity.CLOSED_P99,
            Quantity.ERRORS,
            Quantity.LOADED);
    private static final List<Quantity> LATENCIES = List.of(
            Quantity.HALF_RATE,
            Quantity.HALF_P50,
            Quantity.HALF_P99,
            Quantity.HALF_P999,
            Quantity.MOST_RATE,
            Quantity.MOST_P50,
            Quantity.MOST_P99,
            Quantity.MOST_P999,
            Quantity.LAG);
    private static final List<Quantity> COUNTS = List.of(
            Quantity.SYSTEM_CALLS,
            Quantity.SYSTEM_CALLS_PERF,
            Quantity.ALLOCATED,
            Quantity.COLLECTIONS,
            Quantity.PAUSES,
            Quantity.LONGEST_PAUSE);
    private static final List<Quantity> FOOTPRINT = List.of(Quantity.START, Quantity.IDLE);
    private static final Set<Quantity> WITH_RATIO = EnumSet.of(
            Quantity.CPU,
            Quantity.USER,
            Quantity.THROUGHPUT,
            Quantity.HALF_P99,
            Quantity.MOST_P99,
            Quantity.SYSTEM_CALLS,
            Quantity.START,
            Quantity.IDLE,
            Quantity.LOADED);

    private final Results results;
    private final List<String> images;
    private final Goals goals;
    private final List<String> headlines;
    private final List<String> lines = new ArrayList<>();

    /** @param images files of plots, beside the report */
    MarkdownReport(Results results, List<String> images, Goals goals, List<String> headlines) {
        this.results = results;
        this.images = images;
        this.goals = goals;
        this.headlines = headlines;
    }

    List<String> lines() {
        lines.add("# Servers side by side");
        paragraph("The shop of `benchmarks/peers/routes.txt`, 42 routes, on each server; every server answered all of"
                + " them with the same bytes before it was measured. One core for the server, one for the load. "
                + "Servers take turns; rounds: " + results.readings().rounds() + ", seconds for each figure: "
                + results.options().seconds()
                + "; median (least to most). Ratios are a server's figure in terms of hyper's and of Go's.");
        lines.add("");
        results.environment().lines().forEach(line -> lines.add("- " + line));
        lines.addAll(new StoryTable(results.readings()).lines(results.options().workloads()));
        servers();
        lines.add("");
        lines.add("```text");
        lines.addAll(headlines);
        lines.add("```");
        goals();
        table("", "Start and memory", FOOTPRINT);
        for (Workload workload : results.options().workloads()) {
            table(workload.label(), "As many requests as possible: " + workload.label(), COSTS);
            table(workload.label(), "Latency at a fixed rate: " + workload.label(), LATENCIES);
            table(workload.label(), "Counted apart: " + workload.label(), COUNTS);
        }
        notes();
        images.forEach(image -> paragraph("![" + image + "](" + image + ")"));
        return lines;
    }

    private void paragraph(String text) {
        lines.add("");
        lines.add(text);
    }

    private void servers() {
        paragraph("## Servers");
        paragraph("| server | made of |");
        lines.add("|---|---|");
        for (Contender contender : results.contenders()) {
            lines.add("| " + contender.name() + " | " + contender.label() + " |");
        }
        results.missing()
                .forEach((name, reason) -> paragraph("**" + name + "** was left out: "
                        + reason.replace("|", "/").replaceAll("\\s+", " ")));
        results.readings()
                .failures()
                .forEach(failure ->
                        paragraph("**Not measured**: " + failure.text().replace("|", "/")));
    }

    private void goals() {
        paragraph("## Goals");
        paragraph("What the project set out to show, by the figures of this run; medians, and the most pauses."
                + " \"Within the spread\": the readings of the two servers overlap.");
        List<String> servers = goals.servers();
        paragraph("| what | goal | " + String.join(" | ", servers) + " |");
        lines.add("|---|---|" + "---|".repeat(servers.size()));
        for (Goals.Goal goal : goals.all()) {
            StringBuilder row = new StringBuilder("| " + goal.what() + " | " + goal.limit() + " |");
            for (String server : servers) {
                Outcome outcome = goal.outcomes().get(server);
                row.append(' ').append(outcome == null ? "-" : words(outcome)).append(" |");
            }
            lines.add(row.toString());
        }
    }

    private static String words(Outcome outcome) {
        String verdict = outcome.verdict().label();
        String shown = outcome.verdict() == Verdict.MET ? verdict : "**" + verdict + "**";
        return outcome.figures().isEmpty() ? shown : shown + ": " + outcome.figures();
    }

    private void table(String workload, String title, List<Quantity> wanted) {
        List<Quantity> quantities = wanted.stream()
                .filter(quantity ->
                        !results.readings().summaries(workload, quantity).isEmpty())
                .toList();
        if (quantities.isEmpty()) {
            return;
        }
        paragraph("## " + title);
        StringBuilder head = new StringBuilder("| server |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Quantity quantity : quantities) {
            head.append(' ').append(quantity.label()).append(" |");
            rule.append("---:|");
            if (WITH_RATIO.contains(quantity)) {
                head.append(" / hyper | / Go |");
                rule.append("---:|---:|");
            }
        }
        paragraph(head.toString());
        lines.add(rule.toString());
        for (String server : order(workload, quantities.get(0))) {
            lines.add(row(server, workload, quantities));
        }
    }

    private List<String> order(String workload, Quantity first) {
        return Readings.ascending(results.readings().summaries(workload, first)).stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private String row(String server, String workload, List<Quantity> quantities) {
        StringBuilder row = new StringBuilder("| ").append(server).append(" |");
        for (Quantity quantity : quantities) {
            Optional<Readings.Summary> summary = results.readings().summary(server, workload, quantity);
            row.append(' ')
                    .append(summary.map(values -> cell(quantity, values)).orElse("-"))
                    .append(" |");
            if (WITH_RATIO.contains(quantity)) {
                for (String reference : Headlines.REFERENCES) {
                    row.append(' ')
                            .append(ratio(summary, results.readings().summary(reference, workload, quantity)))
                            .append(" |");
                }
            }
        }
        return row.toString();
    }

    /** With a mark where it was read in another state of the machine than the others'. */
    static String median(Quantity quantity, Readings.Summary summary) {
        return Headlines.value(quantity, summary.median()) + (summary.sameState() ? "" : "*");
    }

    private static String cell(Quantity quantity, Readings.Summary summary) {
        String median = median(quantity, summary);
        if (summary.min() == summary.max()) {
            return median;
        }
        return median + " (" + Headlines.value(quantity, summary.min()) + " to "
                + Headlines.value(quantity, summary.max()) + ")";
    }

    private static String ratio(Optional<Readings.Summary> own, Optional<Readings.Summary> reference) {
        if (own.isEmpty() || reference.isEmpty() || reference.get().median() == 0) {
            return "-";
        }
        return String.format(
                Locale.ROOT, "%.2f", own.get().median() / reference.get().median());
    }

    private void notes() {
        paragraph("## Notes");
        paragraph("- CPU time is that of the whole process, its compiler and collector included, by `/proc/PID/stat`.");
        lines.add(
                "- A fixed rate is 50 % or 80 % of what the slowest server here can do. Arrivals are random (Poisson),"
                        + " and latency counts from when a request was due. The load's own lag is part of it.");
        lines.add(
                "- Before and after each load the time is taken that a cache line needs from one core to the other and"
                        + " back. Only readings are compared where it was alike; `*` marks servers that have none.");
        lines.add(
                "- System calls are counted by `strace`, which slows a server down so that it finds more to do each time"
                        + " it looks, and by `perf` where it may be used, which does not; allocation from the collector's log."
                        + " Both in processes apart from those that are timed.");
        lines.add(
                "- GC pauses are counted from the collector's log, too, of each server that has one; a collection of Go's"
                        + " stops the world twice. hyper and axum have none.");
        lines.add("- Memory is resident memory as the kernel reports it; after load, that at the end of the workload.");
    }
}
