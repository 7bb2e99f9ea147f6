package dev.interlock.benchmarks.report;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.benchmarks.report.Figures.Summary;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Series.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests reports of samples. */
final class ReportTest {
    private static final double NEAR = 60;
    private static final double FAR = 390;
    private static final Quantity CPU = Quantity.line("cpu", "us", 2);
    private static final Quantity THROUGHPUT = Quantity.line("throughput", "requests/s", 0);
    private static final Quantity RATE = Quantity.table("rate at 50 %", "requests/s", 0);
    private static final Quantity P99 = Quantity.line("p99 at 50 %", "us", 0);
    private static final Quantity TIME = Quantity.headline("time", "ns", 0);
    private static final Quantity ALLOCATED = Quantity.headline("allocated", "B/op", 0);

    @TempDir
    private Path run = Path.of("");

    private Results servers = begin("servers", List.of("hyper", "go"), CPU);

    private static Results begin(String suite, List<String> references, Quantity... quantities) {
        try {
            List<String> own = List.of("interlock", "interlock-io_uring");
            return Results.begin(suite, "What was sampled.", own, references, List.of(quantities));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void beginServers() {
        servers = begin(
                "servers",
                List.of("hyper", "go"),
                CPU,
                THROUGHPUT,
                RATE,
                P99,
                Quantity.table("rate at 80 %", "requests/s", 0),
                Quantity.line("p99 at 80 %", "us", 0),
                Quantity.line("user cpu", "us", 2),
                Quantity.table("closed loop p99", "us", 0),
                Quantity.line("GC pauses", "ms", 2),
                Quantity.line("allocated", "B", 1),
                Quantity.line("system calls by perf", "per request", 3));
    }

    private void add(String contender, Quantity quantity, double... values) {
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
        return new Figures(servers).find("plaintext", contender, CPU).orElseThrow();
    }

    private String goal(String limit) throws IOException {
        return Goals.rows(servers, new Figures(servers)).stream()
                .filter(row ->
                        row.contender().equals("interlock") && row.limit().equals(limit))
                .map(Goals.Row::found)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void summarizesByMedianAndQuartiles() {
        add("go", CPU, 3, 1, 2);
        add("hyper", CPU, 1, 2, 4, 5, 9, 10, 11);
        assertThat(cpu("go").median()).isEqualTo(2);
        assertThat(cpu("hyper")).isEqualTo(new Summary(5, 2, 10, true));
        assertThat(cpu("hyper").text(CPU)).isEqualTo("5.00 (2.00 to 10.00)");
        assertThat(new Figures(servers).find("plaintext", "axum", CPU)).isEmpty();
        add("axum", CPU, 7);
        assertThat(cpu("axum").text(CPU)).isEqualTo("7.00");
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
        assertThat(cpu("axum").text(CPU)).isEqualTo("7.00*");
        addAt(FAR, "go", 21);
        assertThat(cpu("axum").text(CPU)).isEqualTo("7.00");
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
        assertThat(new Headlines(servers, new Figures(servers)).lines())
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
        Results parse = begin("parse", List.of(), TIME, ALLOCATED);
        parse.add("wrk", "interlock", TIME, 1, 40);
        parse.add("wrk", "interlock", ALLOCATED, 1, 0);
        parse.add("wrk", "netty", TIME, 1, 160);
        parse.add("wrk", "netty", ALLOCATED, 1, 1_024);
        parse.add("wrk", "vertx", TIME, 1, 161);
        parse.add("curl", "netty", TIME, 1, 161);
        assertThat(new Headlines(parse, new Figures(parse)).lines())
                .containsExactly("parse wrk: 40 ns, 0 B/op (netty 160 ns, 1,024 B/op, ratio 0.25)");
    }

    @Test
    void goalsAreMetAtTheirLimit() throws IOException {
        add("interlock", CPU, 9.5);
        assertThat(goal("at most 0.95 x hyper's")).isEqualTo("not measured");
        add("hyper", CPU, 10);
        assertThat(goal("at most 0.95 x hyper's")).isEqualTo("met: 9.50, hyper 10.00, ratio 0.95");
        add("go", CPU, 19);
        assertThat(goal("below 0.5 x go's")).isEqualTo("MISSED: 9.50, go 19.00, ratio 0.50");
    }

    @Test
    void goalComparesBestJavaPeer() throws IOException {
        add("interlock", CPU, 7);
        add("interlock-io_uring", CPU, 1);
        add("hyper", CPU, 1);
        assertThat(goal("below 1.0 x each Java peer's")).isEqualTo("not measured");
        add("netty", CPU, 8);
        add("activej", CPU, 7.5);
        assertThat(goal("below 1.0 x each Java peer's")).isEqualTo("met: 7.00, activej 7.50, ratio 0.93");
        add("interlock", THROUGHPUT, 100);
        add("netty", THROUGHPUT, 90);
        add("activej", THROUGHPUT, 101);
        assertThat(goal("at least 1.0 x each Java peer's")).isEqualTo("MISSED: 100, activej 101, ratio 0.99");
    }

    @Test
    void onePauseMissesGoal() throws IOException {
        Quantity pauses = Quantity.line("GC pauses", "ms", 2);
        add("interlock", pauses, 0);
        assertThat(goal("at most 0.0")).isEqualTo("met: 0.00");
        add("interlock", pauses, 0.02);
        assertThat(goal("at most 0.0")).startsWith("MISSED");
    }

    @Test
    void writesTablesPlotsAndFailures() throws IOException {
        add("interlock", CPU, 5, 6, 7);
        add("hyper", CPU, 8);
        for (Quantity quantity : List.of(RATE, P99)) {
            add("hyper", quantity, 900);
        }
        add("hyper", THROUGHPUT, 1_800);
        add("hyper", Quantity.table("closed loop p99", "us", 0), 2_000);
        servers.curves().add(new Results.Curve("plaintext", "hyper", "latency at 50 %", Results.Curve.percentiles()));
        servers.contenders().put("hyper", "hyper 1.5");
        servers.fail("go", "mix", new IOException("wrk: unable to connect\nto it"));
        servers.write(run.resolve("servers"));
        Files.createDirectories(run.resolve("memory"));
        Files.writeString(run.resolve("memory").resolve("output.txt"), "no such Java");
        List<String> lines = Report.write(run, "servers");
        assertThat(lines).contains("servers plaintext cpu: 6.00 us (hyper 8.00 us, ratio 0.75)");
        assertThat(lines.get(lines.size() - 1)).matches("servers goals: \\d+ met of \\d+");
        assertThat(Report.write(run, "memory")).isEmpty();
        List<String> page = Files.readAllLines(run.resolve("report.md"));
        assertThat(page).contains("| interlock | 6.00 (5.00 to 7.00) | 1.00 | - | - | - | - | - | - |");
        assertThat(page).contains("| hyper | 8.00 | 0.75 | 1,800 | - | 900 | 900 | - | 2,000 |");
        assertThat(page).contains("- hyper: hyper 1.5");
        assertThat(page).contains("- **Failed**: go mix: java.io.IOException: wrk: unable to connect");
        assertThat(page).contains("**Failed**: see [its output](memory/output.txt).");
        assertThat(page)
                .contains(
                        "| plaintext: cpu | at most 0.95 x hyper's | interlock | met: 6.00 (5.00 to 7.00), hyper 8.00, ratio 0.75 |");
        for (String plot : List.of("plaintext-cpu", "plaintext-latency-at-50", "plaintext-rates")) {
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
        servers.fail("go", "mix", new IOException("wrk: unable to connect"));
        servers.write(run);
        assertThat(Results.read(run)).isEqualTo(servers);
    }
}
