package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which goals are met. */
final class GoalsTest {
    private static final String OWN = "interlock";
    private static final String IO_URING = "interlock-io_uring";

    private final Readings readings = new Readings();

    private void add(String server, Quantity quantity, double... values) {
        for (double value : values) {
            readings.add(new Readings.Reading(server, "parameters", quantity, 1, value, 0, 0));
        }
    }

    private static Contender server(String name, boolean isJava) {
        return new Contender(name, name, List.of(), isJava);
    }

    private Goals goals(Footprint footprint) {
        List<Contender> contenders = List.of(
                server(OWN, true),
                server(IO_URING, true),
                server("hyper", false),
                server("activej", true),
                server("netty", true));
        return new Goals(readings, contenders, List.of(Workload.PARAMETERS), footprint);
    }

    private Goals.Outcome outcome(String server, String what, String limit) {
        return goals(new Footprint(List.of())).all().stream()
                .filter(goal -> goal.what().equals("parameters: " + what)
                        && goal.limit().equals(limit))
                .map(goal -> goal.outcomes().get(server))
                .findFirst()
                .orElseThrow();
    }

    private Goals.Outcome cpu(String limit) {
        return outcome(OWN, Quantity.CPU.label(), limit);
    }

    @Test
    void aRatioToHyper() {
        add("hyper", Quantity.CPU, 10);
        add(OWN, Quantity.CPU, 9);
        assertThat(cpu("at most 0.9 x hyper's"))
                .isEqualTo(new Goals.Outcome(Goals.Verdict.MET, "9.00, hyper 10.00, ratio 0.90"));
        add(OWN, Quantity.CPU, 9.2);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Goals.Verdict.CLOSE);
        add(OWN, Quantity.CPU, 9.2, 9.2, 9.2);
        add("hyper", Quantity.CPU, 9.5, 9.5);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Goals.Verdict.CLOSE);
    }

    @Test
    void aMissBeyondTheSpread() {
        add("hyper", Quantity.CPU, 10, 10.1);
        add(OWN, Quantity.CPU, 9.5, 9.6);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Goals.Verdict.MISSED);
    }

    @Test
    void whatWasNotMeasured() {
        add(OWN, Quantity.CPU, 9);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Goals.Verdict.UNKNOWN);
        assertThat(cpu("below half of Go's").verdict()).isEqualTo(Goals.Verdict.UNKNOWN);
    }

    @Test
    void everyJavaPeerHasToBeBeaten() {
        add(OWN, Quantity.CPU, 7);
        add(IO_URING, Quantity.CPU, 1);
        add("hyper", Quantity.CPU, 1);
        add("netty", Quantity.CPU, 8);
        assertThat(cpu("below each Java peer's"))
                .isEqualTo(new Goals.Outcome(Goals.Verdict.MET, "7.00, netty 8.00, ratio 0.88; peers measured: 1"));
        add("activej", Quantity.CPU, 6);
        assertThat(cpu("below each Java peer's"))
                .isEqualTo(
                        new Goals.Outcome(Goals.Verdict.MISSED, "7.00, activej 6.00, ratio 1.17; peers measured: 2"));
    }

    @Test
    void throughputIsBetterTheMoreItIs() {
        add(OWN, Quantity.THROUGHPUT, 100);
        add("hyper", Quantity.THROUGHPUT, 90);
        String limit = "no less than hyper's";
        assertThat(outcome(OWN, "requests/s", limit).verdict()).isEqualTo(Goals.Verdict.MET);
        add("hyper", Quantity.THROUGHPUT, 120, 130);
        assertThat(outcome(OWN, "requests/s", limit).verdict()).isEqualTo(Goals.Verdict.CLOSE);
    }

    @Test
    void onePauseIsOneTooMany() {
        String pauses = Quantity.PAUSES.label();
        add(OWN, Quantity.PAUSES, 0, 0);
        assertThat(outcome(OWN, pauses, "0").verdict()).isEqualTo(Goals.Verdict.MET);
        add(OWN, Quantity.PAUSES, 0.01);
        assertThat(outcome(OWN, pauses, "0").verdict()).isEqualTo(Goals.Verdict.MISSED);
    }

    @Test
    void systemCallsAreOfIoUringOnly() {
        add(OWN, Quantity.SYSTEM_CALLS, 2);
        add(IO_URING, Quantity.SYSTEM_CALLS, 0.05);
        add(IO_URING, Quantity.SYSTEM_CALLS_PERF, 0.21);
        String limit = "below 0.2 on io_uring";
        assertThat(outcome(IO_URING, Quantity.SYSTEM_CALLS.label(), limit).verdict())
                .isEqualTo(Goals.Verdict.MET);
        assertThat(outcome(IO_URING, Quantity.SYSTEM_CALLS_PERF.label(), limit).verdict())
                .isEqualTo(Goals.Verdict.MISSED);
    }

    @Test
    void memoryAndStartAreThoseOfTheServiceAsShipped(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("memory"));
        Files.write(
                directory.resolve("memory").resolve("report.txt"),
                List.of(
                        "2 starts each",
                        "memory idle 25: 52.3 MB (limit 48)",
                        "memory load 25: 60.0 MB (limit 64)",
                        "memory pauses 25: 2 under load (limit 0)",
                        "memory start 25: 135 ms (limit 200)"));
        Goals goals = goals(Footprint.read(directory.resolve("servers")));
        List<String> found = goals.all().stream()
                .filter(goal ->
                        goal.what().startsWith("as shipped") && goal.what().endsWith("25"))
                .map(goal -> goal.what() + ": " + goal.outcomes().get(OWN))
                .toList();
        assertThat(found)
                .containsExactly(
                        "as shipped: resident MB idle, Java 25: Outcome[verdict=MISSED, figures=52.3]",
                        "as shipped: resident MB after load, Java 25: Outcome[verdict=MET, figures=60.0]",
                        "as shipped: GC pauses under load, Java 25: Outcome[verdict=MISSED, figures=2.0]",
                        "as shipped: ms to the first answer, Java 25: Outcome[verdict=MET, figures=135.0]");
        assertThat(goals.headlines().get(0)).startsWith("servers goals: 2 met of ");
    }
}
