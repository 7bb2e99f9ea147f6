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

    private static final String JAVA_CPU = "less CPU time than each Java peer";

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
        return new Goals(readings, contenders, List.of("quarkus", "axum"), List.of(Workload.PARAMETERS), footprint);
    }

    private Outcome outcome(String server, String what, String limit) {
        return goals(new Footprint(List.of())).all().stream()
                .filter(goal -> goal.what().equals("parameters: " + what)
                        && goal.limit().equals(limit))
                .map(goal -> goal.outcomes().get(server))
                .findFirst()
                .orElseThrow();
    }

    private Outcome cpu(String limit) {
        return outcome(OWN, Quantity.CPU.label(), limit);
    }

    @Test
    void aRatioToHyper() {
        add("hyper", Quantity.CPU, 10);
        add(OWN, Quantity.CPU, 9);
        assertThat(cpu("at most 0.9 x hyper's")).isEqualTo(new Outcome(Verdict.MET, "9.00, hyper 10.00, ratio 0.90"));
        add(OWN, Quantity.CPU, 9.2);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Verdict.CLOSE);
        add(OWN, Quantity.CPU, 9.2, 9.2, 9.2);
        add("hyper", Quantity.CPU, 9.5, 9.5);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Verdict.CLOSE);
    }

    @Test
    void aMissBeyondTheSpread() {
        add("hyper", Quantity.CPU, 10, 10.1);
        add(OWN, Quantity.CPU, 9.5, 9.6);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void whatWasNotMeasured() {
        add(OWN, Quantity.CPU, 9);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(cpu("below half of Go's").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(cpu(JAVA_CPU)).isEqualTo(new Outcome(Verdict.UNKNOWN, "missing: activej, netty, quarkus"));
    }

    @Test
    void halfOfGosIsNotBelowIt() {
        add("go", Quantity.CPU, 20);
        add(OWN, Quantity.CPU, 10);
        assertThat(cpu("below half of Go's").verdict()).isEqualTo(Verdict.CLOSE);
        add(OWN, Quantity.CPU, 9.9, 9.9);
        assertThat(cpu("below half of Go's").verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void readingsOfDifferentStatesAreNotJudged() {
        readings.add(new Readings.Reading("hyper", "parameters", Quantity.CPU, 1, 10, 60, 60));
        readings.add(new Readings.Reading("netty", "parameters", Quantity.CPU, 1, 10, 60, 60));
        readings.add(new Readings.Reading(OWN, "parameters", Quantity.CPU, 1, 1, 60, 400));
        Outcome unknown = new Outcome(Verdict.INCOMPARABLE, "readings of different states");
        assertThat(cpu("at most 0.9 x hyper's")).isEqualTo(unknown);
        assertThat(cpu(JAVA_CPU)).isEqualTo(unknown);
    }

    @Test
    void aServerThatFailedMeetsNothingUnderThatWorkload() {
        add("hyper", Quantity.CPU, 10);
        add(OWN, Quantity.CPU, 5);
        readings.add(new Failure(OWN, "mix", "round 1, mix", "it stalled"));
        readings.add(new Failure("hyper", "parameters", "round 1, parameters", "it stalled"));
        readings.add(new Failure(OWN, Failure.NONE, "round 1, end", "it did not end"));
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Verdict.MET);
        readings.add(new Failure(OWN, "parameters", "round 1, parameters", "it stalled"));
        assertThat(cpu("at most 0.9 x hyper's"))
                .isEqualTo(new Outcome(Verdict.FLAWED, "5.00, hyper 10.00, ratio 0.50"));
    }

    @Test
    void aServerThatDidNotStartInARoundMeetsNothing() {
        add(OWN, Quantity.PAUSES, 0);
        readings.add(new Failure(OWN, Failure.ALL, "round 2, start", "it ended"));
        assertThat(outcome(OWN, Quantity.PAUSES.label(), "0").verdict()).isEqualTo(Verdict.FLAWED);
    }

    @Test
    void aServerWithErrorsMeetsNothing() {
        add("hyper", Quantity.CPU, 10);
        add(OWN, Quantity.CPU, 5);
        add(OWN, Quantity.ERRORS, 0, 1, 0);
        assertThat(cpu("at most 0.9 x hyper's").verdict()).isEqualTo(Verdict.FLAWED);
    }

    @Test
    void everyJavaPeerHasToBeBeaten() {
        add(OWN, Quantity.CPU, 7);
        add(IO_URING, Quantity.CPU, 1);
        add("hyper", Quantity.CPU, 1);
        add("netty", Quantity.CPU, 8);
        assertThat(cpu(JAVA_CPU))
                .isEqualTo(new Outcome(
                        Verdict.MET,
                        "7.00, netty 8.00, ratio 0.88; peers measured: 1; not measured: activej, quarkus"));
        add("activej", Quantity.CPU, 6);
        assertThat(cpu(JAVA_CPU))
                .isEqualTo(new Outcome(
                        Verdict.MISSED, "7.00, activej 6.00, ratio 1.17; peers measured: 2; not measured: quarkus"));
    }

    @Test
    void javaPeersAreComparedByThroughputAndLatencyToo() {
        add(OWN, Quantity.THROUGHPUT, 100);
        add("netty", Quantity.THROUGHPUT, 90);
        add("activej", Quantity.THROUGHPUT, 101);
        assertThat(outcome(OWN, "requests/s", "no less throughput than each Java peer"))
                .isEqualTo(new Outcome(
                        Verdict.MISSED, "100, activej 101, ratio 0.99; peers measured: 2; not measured: quarkus"));
        add(OWN, Quantity.MOST_P99, 200);
        add("netty", Quantity.MOST_P99, 200);
        assertThat(outcome(OWN, Quantity.MOST_P99.label(), "no higher P99 than each Java peer")
                        .verdict())
                .isEqualTo(Verdict.MET);
    }

    @Test
    void aLatencyThatIsMostlyTheLoadsOwnLagIsNotJudged() {
        String p99 = Quantity.MOST_P99.label();
        String hyper = "no more than hyper's";
        String peers = "no higher P99 than each Java peer";
        add(OWN, Quantity.MOST_P99, 200);
        add(OWN, Quantity.MOST_LAG, 100);
        add(OWN, Quantity.HALF_LAG, 1_000);
        add("hyper", Quantity.MOST_P99, 300);
        add("hyper", Quantity.MOST_LAG, 150);
        add("netty", Quantity.MOST_P99, 100);
        assertThat(outcome(OWN, p99, hyper).verdict()).isEqualTo(Verdict.MET);
        assertThat(outcome(OWN, p99, peers).verdict()).isEqualTo(Verdict.MISSED);
        add("netty", Quantity.MOST_LAG, 51);
        assertThat(outcome(OWN, p99, peers))
                .isEqualTo(new Outcome(Verdict.INCOMPARABLE, "netty 100, of which the load's lag 51"));
        add("hyper", Quantity.MOST_LAG, 170);
        assertThat(outcome(OWN, p99, hyper))
                .isEqualTo(new Outcome(Verdict.INCOMPARABLE, "hyper 300, of which the load's lag 160"));
        add(OWN, Quantity.MOST_LAG, 120);
        assertThat(outcome(OWN, p99, hyper))
                .isEqualTo(new Outcome(Verdict.INCOMPARABLE, "interlock 200, of which the load's lag 110"));
        assertThat(goals(new Footprint(List.of())).headlines().get(0)).contains(" missed, 2 not comparable, ");
    }

    @Test
    void throughputIsBetterTheMoreItIs() {
        add(OWN, Quantity.THROUGHPUT, 100);
        add("hyper", Quantity.THROUGHPUT, 90);
        String limit = "no less than hyper's";
        assertThat(outcome(OWN, "requests/s", limit).verdict()).isEqualTo(Verdict.MET);
        add("hyper", Quantity.THROUGHPUT, 120, 130);
        assertThat(outcome(OWN, "requests/s", limit).verdict()).isEqualTo(Verdict.CLOSE);
    }

    @Test
    void onePauseIsOneTooMany() {
        String pauses = Quantity.PAUSES.label();
        add(OWN, Quantity.PAUSES, 0, 0);
        assertThat(outcome(OWN, pauses, "0").verdict()).isEqualTo(Verdict.MET);
        add(OWN, Quantity.PAUSES, 0.01);
        assertThat(outcome(OWN, pauses, "0")).isEqualTo(new Outcome(Verdict.MISSED, "0.0100"));
    }

    @Test
    void systemCallsAreOfIoUringOnlyAndByPerfWhereItCounted() {
        add(OWN, Quantity.SYSTEM_CALLS, 2);
        add(IO_URING, Quantity.SYSTEM_CALLS, 0.05);
        String limit = "below 0.2 on io_uring";
        String what = Quantity.SYSTEM_CALLS.label();
        assertThat(outcome(IO_URING, what, limit)).isEqualTo(new Outcome(Verdict.MET, "0.050 by strace"));
        add(IO_URING, Quantity.SYSTEM_CALLS_PERF, 0.21);
        assertThat(outcome(IO_URING, what, limit)).isEqualTo(new Outcome(Verdict.MISSED, "0.210 by perf"));
    }

    @Test
    void whatIsCountedOfEachWorkload() {
        Goals goals = new Goals(
                readings,
                List.of(server(OWN, true), server(IO_URING, true)),
                List.of(),
                List.of(Workload.values()),
                new Footprint(List.of()));
        List<String> counted = goals.all().stream().map(Goals.Goal::what).toList();
        for (Workload workload : Workload.values()) {
            assertThat(counted).contains(workload.label() + ": " + Quantity.ALLOCATED.label());
            assertThat(counted).contains(workload.label() + ": " + Quantity.PAUSES.label());
        }
        assertThat(counted.stream().filter(what -> what.endsWith(Quantity.SYSTEM_CALLS.label())))
                .containsExactly(
                        "plaintext: system calls/request",
                        "parameters: system calls/request",
                        "protobuf: system calls/request",
                        "mix: system calls/request",
                        "pipelined: system calls/request")
                .inOrder();
        assertThat(counted.stream()
                        .filter(what -> what.endsWith(Quantity.HALF_P99.label()))
                        .distinct())
                .containsExactly(
                        "plaintext: P99 us at 50 %",
                        "parameters: P99 us at 50 %",
                        "protobuf: P99 us at 50 %",
                        "mix: P99 us at 50 %",
                        "connect: P99 us at 50 %")
                .inOrder();
    }

    @Test
    void memoryAndStartAreThoseOfTheServiceAsShipped(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("memory"));
        Files.write(
                directory.resolve("memory").resolve("report.md"),
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
