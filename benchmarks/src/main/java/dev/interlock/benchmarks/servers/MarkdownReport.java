package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.Figure;
import dev.interlock.benchmarks.report.MarkdownPage;
import dev.interlock.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
            Quantity.HALF_LAG,
            Quantity.MOST_RATE,
            Quantity.MOST_P50,
            Quantity.MOST_P99,
            Quantity.MOST_P999,
            Quantity.MOST_LAG);
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

    private static final List<String> NOTES = List.of(
            "CPU time is that of the whole process, its compiler and collector included, by `/proc/PID/stat`.",
            "A fixed rate is 50 % or 80 % of what the slowest server here can do. Arrivals are random (Poisson),"
                    + " and latency counts from when a request was due. The load's own lag, from when a request was due"
                    + " until the load noticed it, is part of it; where its P99 is more than half of a server's, the two are not"
                    + " compared.",
            "Where each request has a connection of its own, to open it is part of the latency; the load needs longer for"
                    + " one, too, which its lag tells: a figure that is not much more than the lag says little of the server.",
            "The latencies of a closed loop are `wrk`'s, which corrects them for coordinated omission. Its clock starts when a"
                    + " connection stands, so that where each request has one of its own they have no place among those at fixed"
                    + " rates, which count the connecting, too: the plot of both leaves them out.",
            "There is no fixed rate for requests that come sixteen at a time, which are no independent clients, nor for 8,000"
                    + " connections: at a rate that a server keeps up with, as few of them have a request under way as of 64.",
            "Before and after each load the time is taken that a cache line needs from one core to the other and"
                    + " back. Only readings are compared where it was alike; `*` marks servers that have none.",
            "System calls are counted by `strace`, which slows a server down so that it finds more to do each time"
                    + " it looks, and by `perf` where it may be used, which does not; allocation from the collector's log."
                    + " System calls, allocation and pauses are one reading of one process for each server, apart from those"
                    + " that are timed, taken after the first round.",
            "What is counted of 8,000 connections has their opening in it, which takes a good part of so short a load; under"
                    + " `strace` it takes nearly all of it, so that their system calls are counted by `perf` only.",
            "GC pauses are counted from the collector's log, too, of each server that has one; a collection of Go's"
                    + " stops the world twice. hyper and axum have none.",
            "Memory is resident memory as the kernel reports it; after load, that at the end of the workload.");

    private final Results results;
    private final List<String> images;
    private final Goals goals;
    private final List<String> headlines;
    private final MarkdownPage page = new MarkdownPage("Servers side by side");

    /** @param images files of plots, beside the report */
    MarkdownReport(Results results, List<String> images, Goals goals, List<String> headlines) {
        this.results = results;
        this.images = images;
        this.goals = goals;
        this.headlines = headlines;
    }

    List<String> lines() {
        page.paragraph(
                "The shop of `benchmarks/peers/routes.txt`, 42 routes, on each server; every server answered all of"
                        + " them with the same bytes before it was measured. One core for the server, one for the load. "
                        + "Servers take turns; rounds: " + results.readings().rounds() + ", seconds for each figure: "
                        + results.options().seconds()
                        + "; median (least to most). Ratios are a server's figure in terms of hyper's and of Go's.");
        page.list(results.environment().lines());
        new StoryTable(results.readings()).add(page, results.options().workloads());
        servers();
        page.text(headlines);
        goals();
        table("", "Start and memory", FOOTPRINT);
        for (Workload workload : results.options().workloads()) {
            table(workload.label(), "As many requests as possible: " + workload.label(), COSTS);
            table(workload.label(), "Latency at a fixed rate: " + workload.label(), LATENCIES);
            table(workload.label(), "Counted apart: " + workload.label(), COUNTS);
        }
        page.section("Notes");
        page.list(NOTES);
        images.forEach(page::image);
        return page.lines();
    }

    private void servers() {
        page.section("Servers");
        MarkdownTable table = new MarkdownTable().words("server", "made of");
        results.contenders().forEach(contender -> table.row(contender.name(), contender.label()));
        page.block(table.lines());
        results.missing()
                .forEach((name, reason) ->
                        page.paragraph("**" + name + "** was left out: " + reason.replaceAll("\\s+", " ")));
        results.readings().failures().forEach(failure -> page.paragraph("**Not measured**: " + failure.text()));
    }

    private void goals() {
        page.section("Goals");
        page.paragraph("What the project set out to show, by the figures of this run; medians, and the most pauses."
                + " \"Within the spread\": the readings of the two servers overlap.");
        MarkdownTable table = new MarkdownTable().words("what", "goal");
        goals.servers().forEach(table::words);
        for (Goals.Goal goal : goals.all()) {
            List<String> row = new ArrayList<>(List.of(goal.what(), goal.limit()));
            for (String server : goals.servers()) {
                Outcome outcome = goal.outcomes().get(server);
                row.add(outcome == null ? Figure.NONE : words(outcome));
            }
            table.row(row);
        }
        page.block(table.lines());
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
        MarkdownTable table = new MarkdownTable().words("server");
        for (Quantity quantity : quantities) {
            table.numbers(quantity.label());
            if (WITH_RATIO.contains(quantity)) {
                table.numbers("/ hyper", "/ Go");
            }
        }
        order(workload, quantities.get(0)).forEach(server -> table.row(row(server, workload, quantities)));
        page.section(title);
        page.block(table.lines());
    }

    private List<String> order(String workload, Quantity first) {
        return Readings.ascending(results.readings().summaries(workload, first)).stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> row(String server, String workload, List<Quantity> quantities) {
        List<String> row = new ArrayList<>(List.of(server));
        for (Quantity quantity : quantities) {
            Optional<Readings.Summary> summary = results.readings().summary(server, workload, quantity);
            row.add(summary.map(values -> cell(quantity, values)).orElse(Figure.NONE));
            if (WITH_RATIO.contains(quantity)) {
                for (String reference : Headlines.REFERENCES) {
                    row.add(ratio(summary, results.readings().summary(reference, workload, quantity)));
                }
            }
        }
        return row;
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
        return own.isEmpty() || reference.isEmpty()
                ? Figure.NONE
                : Figure.ratio(own.get().median(), reference.get().median());
    }
}
