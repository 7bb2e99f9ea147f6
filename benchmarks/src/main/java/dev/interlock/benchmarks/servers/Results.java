package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run leaves: all readings, the report with its plots, and headlines on the terminal.
 *
 * @param missing servers that did not take part, and why
 */
record Results(
        Options options,
        Readings readings,
        Latencies latencies,
        List<Contender> contenders,
        Map<String, String> missing,
        Environment environment) {
    void write() throws IOException {
        Path directory = options.results();
        readings.write(directory.resolve("readings.csv"));
        latencies.write(directory);
        Plots plots = new Plots(readings, latencies, directory);
        List<String> images = plots.write(options.workloads());
        List<String> headlines = new Headlines(readings).lines(options.workloads());
        MarkdownReport report = new MarkdownReport(this, images, headlines);
        Files.write(directory.resolve("report.md"), report.lines());
        System.out.println();
        System.out.println("Report: " + directory.resolve("report.md"));
        System.out.println();
        headlines.forEach(System.out::println);
    }
}
