package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.SuiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run leaves: all readings, the report with its plots, and headlines on the terminal.
 *
 * @param contenders those that are measured
 * @param missing servers that did not take part, and why
 */
record Results(
        Options options,
        Readings readings,
        Latencies latencies,
        List<Contender> contenders,
        Map<String, String> missing,
        Environment environment) {
    /** Writes raw data, which {@link RawData#read} reads, and the report; may be called again when there is more. */
    void write() throws IOException {
        RawData.write(this);
        Path directory = options.results();
        latencies.write(directory);
        List<String> images = new Plots(readings, latencies, directory).write(options.workloads());
        MarkdownReport report = new MarkdownReport(this, images, goals(), headlines());
        Files.write(directory.resolve(SuiteReport.FILE), report.lines());
    }

    /** Prints where the report is, and the headlines. */
    void print() throws IOException {
        System.out.println();
        System.out.println("Report: " + options.results().resolve(SuiteReport.FILE));
        System.out.println();
        headlines().forEach(System.out::println);
    }

    private Goals goals() throws IOException {
        return new Goals(
                readings, contenders, missing.keySet(), options.workloads(), Footprint.read(options.results()));
    }

    private List<String> headlines() throws IOException {
        List<String> headlines = new ArrayList<>(new Headlines(readings).lines(options.workloads()));
        headlines.addAll(Footprint.read(options.results()).lines());
        headlines.addAll(goals().headlines());
        return headlines;
    }
}
