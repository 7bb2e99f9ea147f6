package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** The latencies of all rounds at fixed rates, in nanoseconds. */
final class Latencies {
    private static final int DIGITS = 3;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String TAB = "\t";
    private static final int COLUMNS = 4;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Map<Key, Histogram> histograms = new LinkedHashMap<>();

    /** What was measured. */
    record Key(String server, Workload workload, Pace.Level level) {}

    /** The histogram that takes the latencies. */
    Histogram of(String server, Workload workload, Pace.Level level) {
        return histograms.computeIfAbsent(
                new Key(server, workload, level), key -> new Histogram(LONGEST_NANOS, DIGITS));
    }

    /** The histogram, if there is something in it. */
    Optional<Histogram> find(String server, Workload workload, Pace.Level level) {
        return Optional.ofNullable(histograms.get(new Key(server, workload, level)))
                .filter(histogram -> histogram.getTotalCount() > 0);
    }

    /** A line for each: server, workload, level, and the histogram in HdrHistogram's compressed form, in Base64. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        histograms.forEach((key, histogram) -> {
            lines.add(String.join(
                    TAB,
                    key.server,
                    key.workload.name(),
                    key.level.name(),
                    Base64.getEncoder().encodeToString(compressed(histogram))));
        });
        return lines;
    }

    private static byte[] compressed(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    /** Reads what {@link #lines} returns. */
    static Latencies parse(List<String> lines) throws IOException {
        Latencies latencies = new Latencies();
        for (String line : lines) {
            String[] words = line.split(TAB, -1);
            Key key = new Key(words[0], Workload.valueOf(words[1]), Pace.Level.valueOf(words[2]));
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(words[COLUMNS - 1]));
            try {
                latencies.histograms.put(key, Histogram.decodeFromCompressedByteBuffer(bytes, LONGEST_NANOS));
            } catch (DataFormatException e) {
                throw new IOException("No histogram of " + key, e);
            }
        }
        return latencies;
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
