package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Spread;
import dev.interlock.benchmarks.report.BarPlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The plots of a run. */
final class Plots {
    private static final List<Quantity> OF_WORKLOADS = List.of(
            Quantity.CPU, Quantity.THROUGHPUT, Quantity.SYSTEM_CALLS, Quantity.SYSTEM_CALLS_PERF, Quantity.LOADED);
    private static final List<Quantity> OF_SERVERS = List.of(Quantity.START, Quantity.IDLE);

    private final Readings readings;
    private final Latencies latencies;
    private final Path directory;
    private final List<String> names = new ArrayList<>();

    Plots(Readings readings, Latencies latencies, Path directory) {
        this.readings = readings;
        this.latencies = latencies;
        this.directory = directory;
    }

    /** Writes them and returns the names of the files. */
    List<String> write(List<Workload> workloads) throws IOException {
        for (Quantity quantity : OF_SERVERS) {
            bars("", quantity);
        }
        for (Workload workload : workloads) {
            for (Quantity quantity : OF_WORKLOADS) {
                bars(workload.label(), quantity);
            }
            for (Pace.Level level : Pace.Level.values()) {
                curves(workload, level);
            }
            rates(workload);
        }
        return names;
    }

    private void bars(String workload, Quantity quantity) throws IOException {
        Map<String, Readings.Summary> summaries = readings.summaries(workload, quantity);
        if (!summaries.isEmpty()) {
            String title = workload.isEmpty() ? "after the start" : workload;
            String name = (workload.isEmpty() ? "" : workload + "-") + quantity.file() + ".svg";
            BarPlot plot = new BarPlot(title + ": " + quantity.label(), quantity.decimals());
            for (Map.Entry<String, Readings.Summary> entry : Readings.ascending(summaries)) {
                Readings.Summary each = entry.getValue();
                boolean isOwn = entry.getKey().startsWith(Contender.OWN);
                plot.bar(entry.getKey(), new Spread(each.min(), each.median(), each.max()), isOwn);
            }
            write(name, plot.lines());
        }
    }

    private void curves(Workload workload, Pace.Level level) throws IOException {
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        for (String server : readings.servers(workload.label(), level.p99())) {
            latencies.find(server, workload, level).ifPresent(histogram -> histograms.put(server, histogram));
        }
        if (!histograms.isEmpty()) {
            String title = workload.label() + " at " + level.percent() + " % of the slowest server's peak";
            write(workload.label() + "-latency-" + level.percent() + ".svg", LatencyPlot.lines(title, histograms));
        }
    }

    private void rates(Workload workload) throws IOException {
        Map<String, List<RatePlot.Point>> servers = new LinkedHashMap<>();
        String label = workload.label();
        // wrk starts its clock when a connection stands; at a fixed rate to connect counts as well.
        boolean withClosedLoop = !workload.closesConnections();
        for (String server : readings.servers(label, Quantity.HALF_P99)) {
            List<RatePlot.Point> points = new ArrayList<>();
            for (Pace.Level level : Pace.Level.values()) {
                point(server, label, level.rate(), level.p99()).ifPresent(points::add);
            }
            if (withClosedLoop) {
                point(server, label, Quantity.THROUGHPUT, Quantity.CLOSED_P99).ifPresent(points::add);
            }
            servers.put(server, points);
        }
        if (!servers.isEmpty()) {
            String title =
                    label + ": P99 at fixed rates" + (withClosedLoop ? ", and at as many requests as possible" : "");
            write(label + "-throughput-latency.svg", RatePlot.lines(title, servers));
        }
    }

    private Optional<RatePlot.Point> point(String server, String workload, Quantity rate, Quantity p99) {
        Optional<Readings.Summary> latency = readings.summary(server, workload, p99);
        return readings.summary(server, workload, rate)
                .flatMap(summary -> latency.map(micros -> new RatePlot.Point(summary.median(), micros.median())));
    }

    private void write(String name, List<String> lines) throws IOException {
        Files.write(directory.resolve(name), lines);
        names.add(name);
    }
}
