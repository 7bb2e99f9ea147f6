package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.benchmarks.report.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run is made again from its files. */
final class RawDataTest {
    @Test
    void theSameReportComesOfThem(@TempDir Path directory) throws IOException {
        Readings readings = new Readings();
        Latencies latencies = new Latencies();
        for (String server : List.of("interlock", "hyper")) {
            for (Quantity quantity :
                    List.of(Quantity.CPU, Quantity.HALF_P99, Quantity.HALF_RATE, Quantity.THROUGHPUT)) {
                readings.add(new Readings.Reading(server, "mix", quantity, 1, 1_234.5, 60, 61));
            }
            latencies.of(server, Workload.MIX, Pace.Level.HALF).recordValue(250_000);
        }
        readings.add(new Failure("interlock", "mix", "round 1, mix", "the server\thas ended"));
        new Results(
                        Options.parse("--workloads", "mix", "--rounds", "3", "--seconds", "4", directory.toString()),
                        readings,
                        latencies,
                        List.of(
                                new Contender("interlock", "Interlock", List.of("java", "-jar", "it.jar"), true),
                                new Contender("hyper", "hyper 1.5", List.of("hyper"), false)),
                        Map.of("armeria", "GET /\tis answered\n500"),
                        new Environment(List.of("Processor: one")))
                .write();
        Path report = directory.resolve("report.md");
        Path plot = directory.resolve("mix-latency-50.svg");
        List<String> firstReport = Files.readAllLines(report);
        List<String> firstPlot = Files.readAllLines(plot);
        assertThat(firstReport).contains("**armeria** was left out: GET / is answered 500");
        assertThat(firstReport).contains("![mix-throughput-latency.svg](mix-throughput-latency.svg)");
        Files.delete(report);
        Files.delete(plot);
        RawData.read(directory).write();
        assertThat(Files.readAllLines(report)).isEqualTo(firstReport);
        assertThat(Files.readAllLines(plot)).isEqualTo(firstPlot);
    }
}
