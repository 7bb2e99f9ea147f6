package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The latencies of all rounds at fixed rates, in nanoseconds. */
final class Latencies {
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Map<Key, Histogram> histograms = new LinkedHashMap<>();

    /** What was measured. */
    record Key(String server, Workload workload, Pace.Level level) {}

    /** The histogram that takes the latencies. */
    Histogram of(String server, Workload workload, Pace.Level level) {
        return histograms.computeIfAbsent(
                new Key(server, workload, level), key -> new Histogram(TimeUnit.SECONDS.toNanos(60), DIGITS));
    }

    /** The histogram, if there is something in it. */
    Optional<Histogram> find(String server, Workload workload, Pace.Level level) {
        return Optional.ofNullable(histograms.get(new Key(server, workload, level)))
                .filter(histogram -> histogram.getTotalCount() > 0);
    }

    /** Writes a file for each, in HdrHistogram's format, in microseconds. */
    void write(Path results) throws IOException {
        for (Map.Entry<Key, Histogram> entry : histograms.entrySet()) {
            Key key = entry.getKey();
            Path file = results.resolve(
                    "latency-" + key.workload.label() + "-" + key.level.percent() + "-" + key.server + ".hgrm");
            try (OutputStream out = Files.newOutputStream(file);
                    PrintStream printer = new PrintStream(out, false, StandardCharsets.US_ASCII)) {
                entry.getValue().outputPercentileDistribution(printer, NANOS_PER_MICRO);
            }
        }
    }
}
