package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.benchmarks.process.SystemCalls;
import dev.interlock.benchmarks.results.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the input and output of tools. */
final class ToolsTest {
    private static final Exchange HELLO =
            new Exchange("GET", "/\"\\", false, new byte[0], 200, "text/plain", new byte[] {'1'});

    @Test
    void resultOfWrk() throws IOException {
        Wrk.Result result = Wrk.parse("""
            Running 5s test @ http://127.0.0.1:1/
              1 threads and 64 connections
            RESULT requests=500000 microseconds=5000000 p50=620 p99=910 errors=3
            """);
        assertThat(result).isEqualTo(new Wrk.Result(500_000, 5.0, 620, 910, 3));
        assertThat(result.requestsPerSecond()).isEqualTo(100_000.0);
    }

    @Test
    void failureOfWrk() {
        IOException thrown = assertThrows(IOException.class, () -> Wrk.parse("unable to connect to 127.0.0.1:1\n"));
        assertThat(thrown).hasMessageThat().contains("unable to connect");
    }

    @Test
    void scriptCountsAllErrors() {
        assertThat(Wrk.script(Workload.PLAINTEXT, List.of(HELLO)))
                .contains("e.connect + e.read + e.write + e.status + e.timeout");
    }

    @Test
    void scriptQuotesBytes() {
        String script = Wrk.script(Workload.PLAINTEXT, List.of(HELLO));
        assertThat(script).contains("\"GET /\\034\\092 HTTP/1.1\\013\\010Host: localhost\\013\\010\\013\\010\",");
        assertThat(script).contains("request = function() return requests[1] end");
    }

    @Test
    void scriptSendsRequestsInTurn() {
        assertThat(Wrk.script(Workload.MIX, List.of(HELLO, HELLO))).contains("next = next % #requests + 1");
    }

    @Test
    void sendsPipelineInOnePiece() {
        String script = Wrk.script(Workload.PIPELINED, List.of(HELLO));
        assertThat(script.split("Host: localhost", -1)).hasLength(17);
    }

    @Test
    void straceSkipsManyConnections() {
        for (Workload workload : Workload.values()) {
            assertThat(workload.isCountedBy(SystemCalls.PERF)).isTrue();
            assertThat(workload.isCountedBy(SystemCalls.STRACE)).isEqualTo(workload != Workload.CONNECTIONS);
        }
    }

    @Test
    void scriptRequestsCloseOfConnections() {
        assertThat(Wrk.script(Workload.CONNECT, List.of(HELLO))).contains("Connection: close\\013\\010");
    }

    @Test
    void parsesLimitOfOpenFiles() throws IOException {
        String limits = """
            Limit                     Soft Limit           Hard Limit           Units
            Max cpu time              unlimited            unlimited            seconds
            Max open files            1024                 20000                files
            """;
        assertThat(Load.openFiles(limits)).isEqualTo(1024);
        assertThat(Load.openFiles("Max open files   unlimited unlimited files\n"))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void parsesListOfServers() {
        Contenders contenders = Contenders.parse(List.of(
                "go\tGo 1.24\tnative\t/peers/go peer",
                "netty\tNetty\tjava\tjava\t-jar\tpeer.jar",
                "helidon\tHelidon\tmissing\tit needs Java 21"));
        assertThat(contenders.present())
                .containsExactly(
                        new Contenders.Contender("go", "Go 1.24", List.of("/peers/go peer"), false),
                        new Contenders.Contender("netty", "Netty", List.of("java", "-jar", "peer.jar"), true))
                .inOrder();
        assertThat(contenders.missing()).containsExactly("helidon", "it needs Java 21");
        assertThrows(IllegalArgumentException.class, () -> Contenders.parse(List.of("go\tGo")));
    }

    private static Settings settings(String words) {
        return Settings.of(new Arguments(List.of(words.split(" ", -1))));
    }

    @Test
    void parsesSettings() {
        Settings settings = settings("--workloads protobuf,plaintext --rounds 2 out");
        assertThat(settings.workloads())
                .containsExactly(Workload.PLAINTEXT, Workload.PROTOBUF)
                .inOrder();
        assertThat(settings.rounds()).isEqualTo(2);
        assertThat(settings.seconds()).isEqualTo(3);
        assertThat(settings.directory()).isEqualTo(Path.of("out"));
        assertThat(settings.workloadWarmUpSeconds()).isEqualTo(3);
        assertThat(settings("--warm-up 6 out").workloadWarmUpSeconds()).isEqualTo(2);
        assertThat(settings("--quick out").rounds()).isEqualTo(1);
    }

    @Test
    void rejectsInvalidSettings() {
        assertThrows(IllegalArgumentException.class, () -> settings("--rounds 0 out"));
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> settings("--workloads json out"));
        assertThat(thrown).hasMessageThat().contains("plaintext, parameters, protobuf");
    }

    @Test
    void countsStepsOfRun() {
        // Each round has a start, two closed loops, and one workload at two rates. The run has one rehearsal.
        assertThat(Rounds.steps(settings("--workloads plaintext,pipelined --rounds 2 out"), 3))
                .isEqualTo(3 * (2 * (1 + 2 + 2) + 1));
    }

    @Test
    void rehearsalTakesFiveSecondsInAll() {
        assertThat(Rounds.rehearsalSeconds(1)).isEqualTo(5);
        assertThat(Rounds.rehearsalSeconds(2)).isEqualTo(3);
        assertThat(Rounds.rehearsalSeconds(5)).isEqualTo(1);
        assertThat(Rounds.rehearsalSeconds(15)).isEqualTo(1);
    }
}
