package dev.interlock.benchmarks.report;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.benchmarks.report.Figures.Summary;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Results.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that reports contain the right figures of samples. */
final class ReportTest {
    private static final double NEAR = 60;
    private static final double FAR = 390;
    private static final String CPU = "cpu";
    private static final String THROUGHPUT = "throughput";

    @TempDir
    private Path run = Path.of("");

    private final Results servers = begin("servers");

    private static Results begin(String suite) {
        try {
            return Results.begin(suite);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String contender, String quantity, double... values) {
        for (double value : values) {
            servers.add("plaintext", contender, quantity, 1, value);
        }
    }

    private void addAt(double distance, String contender, double... values) {
        for (double value : values) {
            servers.add("plaintext", contender, CPU, new Sample(1, value, distance));
        }
    }

    private Summary cpu(String contender) {
        return new Figures(servers)
                .find("plaintext", contender, servers.quantity(CPU))
                .orElseThrow();
    }

    @Test
    void summarizesByMedianAndQuartiles() {
        add("go", CPU, 3, 1, 2);
        add("hyper", CPU, 1, 2, 4, 5, 9, 10, 11);
        assertThat(cpu("go").median()).isEqualTo(2);
        assertThat(cpu("hyper")).isEqualTo(new Summary(5, 2, 10, true));
        assertThat(cpu("hyper").text(servers.quantity(CPU))).isEqualTo("5.00 (2.00 to 10.00)");
        assertThat(new Figures(servers).find("plaintext", "axum", servers.quantity(CPU)))
                .isEmpty();
        add("axum", CPU, 7);
        assertThat(cpu("axum").text(servers.quantity(CPU))).isEqualTo("7.00");
    }

    @Test
    void medianIsMeanOfMiddleTwo() {
        add("go", CPU, 4, 1, 2, 3);
        assertThat(cpu("go").median()).isEqualTo(2.5);
    }

    @Test
    void comparesSamplesOfUsualState() {
        addAt(NEAR, "go", 10, 12);
        addAt(FAR, "go", 20);
        addAt(NEAR, "hyper", 5);
        addAt(FAR, "hyper", 9);
        assertThat(cpu("go").median()).isEqualTo(11);
        assertThat(cpu("hyper").median()).isEqualTo(5);
        addAt(FAR, "axum", 7);
        assertThat(cpu("axum").text(servers.quantity(CPU))).isEqualTo("7.00*");
        addAt(FAR, "go", 21);
        assertThat(cpu("axum").text(servers.quantity(CPU))).isEqualTo("7.00");
        assertThat(cpu("go").median()).isEqualTo(20.5);
    }

    @Test
    void headlinesNameReferences() {
        add("interlock", CPU, 5.8);
        add("interlock-io_uring", CPU, 5.5);
        add("hyper", CPU, 6.7);
        add("go", CPU, 13.7);
        add("interlock", THROUGHPUT, 150_000);
        servers.facts().add("done");
        assertThat(new Report(servers, run).headlines())
                .containsExactly(
                        "servers plaintext cpu: 5.80 us (hyper 6.70 us, ratio 0.87; go 13.70 us, ratio 0.42)",
                        "servers plaintext cpu interlock-io_uring: 5.50 us (hyper 6.70 us, ratio 0.82; go 13.70 us, ratio"
                                + " 0.40)",
                        "servers plaintext throughput: 150,000 requests/s",
                        "servers done")
                .inOrder();
    }

    @Test
    void headlinesNameBestWithoutReferences() {
        Results protobuf = begin("protobuf");
        protobuf.add("write", "interlock", "time", 1, 40);
        protobuf.add("write", "interlock", "allocated", 1, 0);
        protobuf.add("write", "quickbuffers", "time", 1, 160);
        protobuf.add("write", "quickbuffers", "allocated", 1, 1_024);
        protobuf.add("write", "prost", "time", 1, 161);
        protobuf.add("encode only", "prost", "time", 1, 161);
        assertThat(new Report(protobuf, run).headlines())
                .containsExactly("protobuf write: 40.0 ns, 0 B/op (quickbuffers 160.0 ns, 1,024 B/op, ratio 0.25)");
    }

    @Test
    void writesTablesPlotsAndFailures() throws IOException {
        add("interlock", CPU, 5, 6, 7);
        add("hyper", CPU, 8);
        add("hyper", "rate at 50 %", 900);
        add("hyper", "p99 at 50 %", 900);
        add("hyper", THROUGHPUT, 1_800);
        add("hyper", "closed loop p99", 2_000);
        servers.curves().add(new Results.Curve("plaintext", "hyper", "latency at 50 %", Results.Curve.percentiles()));
        servers.contenders().put("hyper", "hyper 1.5");
        servers.fail("go", "mix", "wrk: unable to connect\nto it");
        servers.write(Files.createDirectories(run.resolve("servers")));
        Files.createDirectories(run.resolve("memory"));
        Files.writeString(run.resolve("memory").resolve("output.txt"), "no such Java");
        List<String> lines = Report.write(run, "servers");
        assertThat(lines).contains("servers plaintext cpu: 6.00 us (hyper 8.00 us, ratio 0.75)");
        assertThat(Report.write(run, "memory")).isEmpty();
        List<String> page = Files.readAllLines(run.resolve("report.md"));
        assertThat(page).contains("| interlock | 6.00 (5.00 to 7.00) | 1.00 | - | - | - | - | - | - |");
        assertThat(page).contains("| hyper | 8.00 | 0.75 | 1,800 | - | 900 | 900 | - | 2,000 |");
        assertThat(page).contains("- hyper: hyper 1.5");
        assertThat(page).contains("- **Failed**: go mix: wrk: unable to connect");
        assertThat(page).contains("**Failed**: see [its output](memory/output.txt).");
        for (String plot : List.of("plaintext-cpu", "plaintext-latency-at-50")) {
            assertThat(page).contains("![servers-" + plot + ".png](plots/servers-" + plot + ".png)");
            var image =
                    ImageIO.read(run.resolve("plots/servers-" + plot + ".png").toFile());
            assertThat(image.getWidth()).isEqualTo(900);
        }
    }

    @Test
    void readsWrittenResults() throws IOException {
        add("interlock", CPU, 5, 6, 7);
        addAt(FAR, "go", 8);
        servers.fail("go", "mix", "wrk: unable to connect");
        servers.write(run);
        assertThat(Results.read(run)).isEqualTo(servers);
    }
}
