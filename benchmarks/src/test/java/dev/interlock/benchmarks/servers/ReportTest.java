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

/** What becomes of readings. */
final class ReportTest {
    private static final double NEAR = 60;
    private static final double FAR = 390;

    private final Readings readings = new Readings();

    private void add(String server, Quantity quantity, double distance, double... values) {
        for (double value : values) {
            readings.add(new Readings.Reading(server, "plaintext", quantity, 1, value, distance, distance));
        }
    }

    private Readings.Summary summary(String server) {
        return readings.summary(server, "plaintext", Quantity.CPU).orElseThrow();
    }

    @Test
    void mediansWithLeastAndMost() {
        add("go", Quantity.CPU, NEAR, 3, 1, 2);
        add("hyper", Quantity.CPU, NEAR, 1, 2, 4, 5);
        assertThat(summary("go")).isEqualTo(new Readings.Summary(2, 1, 3, true));
        assertThat(summary("hyper")).isEqualTo(new Readings.Summary(3, 1, 5, true));
        assertThat(readings.summary("axum", "plaintext", Quantity.CPU)).isEmpty();
        assertThat(readings.summary("go", "mix", Quantity.CPU)).isEmpty();
    }

    @Test
    void onlyReadingsOfTheUsualStateAreCompared() {
        add("go", Quantity.CPU, NEAR, 10, 12);
        add("go", Quantity.CPU, FAR, 20);
        add("hyper", Quantity.CPU, NEAR, 5);
        add("hyper", Quantity.CPU, FAR, 9);
        assertThat(summary("go")).isEqualTo(new Readings.Summary(11, 10, 12, true));
        assertThat(summary("hyper")).isEqualTo(new Readings.Summary(5, 5, 5, true));
    }

    @Test
    void aServerWithoutReadingsOfThatStateIsMarked() {
        add("go", Quantity.CPU, FAR, 20, 22);
        add("hyper", Quantity.CPU, NEAR, 5);
        add("hyper", Quantity.CPU, FAR, 9);
        assertThat(summary("hyper")).isEqualTo(new Readings.Summary(9, 9, 9, true));
        readings.add(new Readings.Reading("axum", "plaintext", Quantity.CPU, 1, 7, NEAR, FAR));
        assertThat(summary("axum")).isEqualTo(new Readings.Summary(7, 7, 7, false));
    }

    @Test
    void headlines() {
        add("interlock", Quantity.CPU, NEAR, 5.8);
        add("interlock-io_uring", Quantity.CPU, NEAR, 5.5);
        add("hyper", Quantity.CPU, NEAR, 6.7);
        add("go", Quantity.CPU, NEAR, 13.7);
        add("interlock", Quantity.THROUGHPUT, NEAR, 150_000);
        assertThat(new Headlines(readings).lines(List.of(Workload.PLAINTEXT)))
                .containsExactly(
                        "servers plaintext cpu: 5.80 us (hyper 6.70 us, ratio 0.87; go 13.70 us, ratio 0.42)",
                        "servers plaintext cpu on io_uring: 5.50 us (hyper 6.70 us, ratio 0.82; go 13.70 us, ratio"
                                + " 0.40)",
                        "servers plaintext throughput: 150,000 requests/s")
                .inOrder();
    }

    @Test
    void theClosedLoopIsNotPlottedBesideFixedRatesWhereConnectingCounts(@TempDir Path directory) throws IOException {
        for (Workload workload : List.of(Workload.PLAINTEXT, Workload.CONNECT)) {
            for (Quantity quantity :
                    List.of(Quantity.HALF_RATE, Quantity.HALF_P99, Quantity.THROUGHPUT, Quantity.CLOSED_P99)) {
                readings.add(new Readings.Reading("go", workload.label(), quantity, 1, 1_000, NEAR, NEAR));
            }
        }
        add("go", Quantity.SYSTEM_CALLS_PERF, NEAR, 2);
        assertThat(new Plots(readings, new Latencies(), directory).write(List.of(Workload.PLAINTEXT, Workload.CONNECT)))
                .contains("plaintext-system_calls_perf.svg");
        String kept = Files.readString(directory.resolve("plaintext-throughput-latency.svg"));
        String closed = Files.readString(directory.resolve("connect-throughput-latency.svg"));
        assertThat(kept).contains("as many requests as possible");
        assertThat(closed).doesNotContain("as many requests as possible");
        assertThat(kept.split("<rect", -1).length).isEqualTo(closed.split("<rect", -1).length + 1);
    }

    @Test
    void tablesAndPlots(@TempDir Path directory) throws IOException {
        add("interlock", Quantity.CPU, NEAR, 5, 6, 7);
        add("hyper", Quantity.CPU, NEAR, 8);
        Latencies latencies = new Latencies();
        latencies.of("interlock", Workload.PLAINTEXT, Pace.Level.HALF).recordValue(250_000);
        add("interlock", Quantity.HALF_P99, NEAR, 250);
        readings.add(new Failure(
                "go", "mix", "round 1, mix", Failure.words(new IOException("wrk: unable to connect\nto it"))));
        Options options = Options.parse("--workloads", "plaintext", directory.toString());
        new Results(
                        options,
                        readings,
                        latencies,
                        List.of(new Contender("interlock", "Interlock <own>", List.of(), true)),
                        Map.of("armeria", "its build failed"),
                        new Environment(List.of("Processor: one")))
                .write();
        List<String> report = Files.readAllLines(directory.resolve("report.md"));
        assertThat(report).contains("| interlock | 6.00 (5.00 to 7.00) | 0.75 | - |");
        assertThat(report).contains("| hyper | 8.00 | 1.00 | - |");
        assertThat(report).contains("**armeria** was left out: its build failed");
        assertThat(report).contains("**Not measured**: go, round 1, mix: java.io.IOException: wrk: unable to connect");
        assertThat(report).contains("![plaintext-cpu.svg](plaintext-cpu.svg)");
        assertThat(Files.readString(directory.resolve("plaintext-latency-50.svg")))
                .contains("<polyline");
        assertThat(Files.readString(directory.resolve("plaintext-cpu.svg"))).contains(">6.00</text>");
        assertThat(Files.readString(directory.resolve("readings.csv")))
                .contains("hyper,plaintext,cpu,1,8.0000,60.0,60.0");
        assertThat(directory
                        .resolve("latency-plaintext-50-interlock.hgrm")
                        .toFile()
                        .exists())
                .isTrue();
    }
}
