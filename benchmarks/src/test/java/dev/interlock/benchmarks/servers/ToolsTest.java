package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.benchmarks.load.Exchange;
import dev.interlock.benchmarks.process.SystemCalls;
import dev.interlock.benchmarks.results.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Tests the arguments and the parsed output of tools. */
final class ToolsTest {
    private static final Exchange HELLO =
            new Exchange("GET", "/\"\\", new byte[0], 200, "text/plain", new byte[] {'1'});

    @Test
    void resultOfWrk() throws IOException {
        Throughput result = Wrk.parse("""
            Running 5s test @ http://127.0.0.1:1/
              1 threads and 64 connections
            RESULT requests=500000 microseconds=5000000 p50=620 p99=910 errors=3
            """);
        assertThat(result).isEqualTo(new Throughput(500_000, 5.0, OptionalDouble.of(620), OptionalDouble.of(910), 3));
        assertThat(result.requestsPerSecond()).isEqualTo(100_000.0);
    }

    @Test
    void failureOfWrk() {
        IOException thrown = assertThrows(IOException.class, () -> Wrk.parse("unable to connect to 127.0.0.1:1\n"));
        assertThat(thrown).hasMessageThat().contains("unable to connect");
    }

    private static final String H2LOAD = """
            TLS Protocol: TLSv1.3
            Cipher: TLS_AES_128_GCM_SHA256
            Server Temp Key: X25519 253 bits
            Application protocol: h2

            finished in 3.00s, 50000.00 req/s, 1.20MB/s
            requests: 150000 total, 150016 started, 150000 done, 149990 succeeded, 10 failed, 2 errored, 0 timeout
            status codes: 149990 2xx, 0 3xx, 0 4xx, 8 5xx
            traffic: 3.60MB (3774000) total, 1.2MB (1258000) headers (space savings 90.12%), 1.9MB (1990000) data
            """;

    @Test
    void resultOfH2load() throws IOException {
        Throughput result = H2load.parse(H2LOAD, Workload.H2_TLS.plan());
        assertThat(result).isEqualTo(new Throughput(150_000, 3.0, 10));
    }

    @Test
    void failureOfH2load() {
        IOException none = assertThrows(
                IOException.class, () -> H2load.parse(H2LOAD.replace("149990", "0"), Workload.H2_TLS.plan()));
        assertThat(none).hasMessageThat().contains("No request was answered");
        IOException old = assertThrows(
                IOException.class, () -> H2load.parse(H2LOAD.replace("TLSv1.3", "TLSv1.2"), Workload.H2_TLS.plan()));
        assertThat(old).hasMessageThat().contains("TLS 1.3");
        IOException refused =
                assertThrows(IOException.class, () -> H2load.parse("unable to connect", Workload.TLS.plan()));
        assertThat(refused).hasMessageThat().contains("unable to connect");
    }

    @Test
    void h2loadHasStreamsAndProtocolOfWorkload() {
        assertThat(H2load.command(80, Workload.H2C_100.plan(), 3))
                .containsExactly(
                        "h2load",
                        "--threads=1",
                        "--clients=16",
                        "--max-concurrent-streams=100",
                        "--duration=3",
                        "http://127.0.0.1:80/plaintext")
                .inOrder();
        assertThat(H2load.command(443, Workload.TLS.plan(), 3))
                .containsAtLeast("--h1", "--groups=X25519", "https://127.0.0.1:443/plaintext");
    }

    @Test
    void requestsAreHexadecimalLines() {
        String line = "474554202f225c20485454502f312e310d0a486f73743a206c6f63616c686f73740d0a0d0a";
        assertThat(Load.lines(Workload.MIX, List.of(HELLO, HELLO)))
                .containsExactly(line, line)
                .inOrder();
    }

    @Test
    void sendsPipelineInOnePiece() {
        String single = Load.lines(Workload.PLAINTEXT, List.of(HELLO)).get(0);
        assertThat(Load.lines(Workload.PIPELINED, List.of(HELLO))).containsExactly(single.repeat(16));
    }

    @Test
    void requestsCloseOfConnections() {
        String line = Load.lines(Workload.CONNECT, List.of(HELLO)).get(0);
        assertThat(new String(HexFormat.of().parseHex(line), US_ASCII)).contains("\r\nConnection: close\r\n");
    }

    @Test
    void straceSkipsManyConnections() {
        for (Workload workload : Workload.values()) {
            assertThat(workload.isCountedBy(SystemCalls.PERF)).isTrue();
            assertThat(workload.isCountedBy(SystemCalls.STRACE)).isEqualTo(workload != Workload.CONNECTIONS);
        }
    }

    @Test
    void parsesListOfServers() {
        assertThat(Contender.parse("go\tGo 1.24\tnative\tall\t/peers/go peer"))
                .isEqualTo(new Contender("go", "Go 1.24", "native", "all", List.of("/peers/go peer")));
        assertThat(Contender.parse("netty\tNetty\tjava\thttp1\tjava\t-jar\tpeer.jar"))
                .isEqualTo(new Contender("netty", "Netty", "java", "http1", List.of("java", "-jar", "peer.jar")));
        assertThat(Contender.parse("helidon\tHelidon\tmissing\tall\tit needs Java 21")
                        .isMissing())
                .isTrue();
        assertThrows(IllegalArgumentException.class, () -> Contender.parse("go\tGo"));
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
        // In each round, each server has one start, two closed loops, and one workload at two rates. In the whole run,
        // each server also has one rehearsal.
        Contender go = Contender.parse("go\tGo\tnative\tall\tgo");
        Contender axum = Contender.parse("axum\tRust\tnative\thttp1\taxum");
        assertThat(Rounds.steps(settings("--workloads plaintext,pipelined --rounds 2 out"), List.of(go, go, axum)))
                .isEqualTo(3 * (2 * (1 + 2 + 2) + 1));
        // HTTP/2 and TLS are measured in processes of their own, and not all servers have them.
        assertThat(Rounds.steps(settings("--workloads plaintext,h2c-100,tls --rounds 2 out"), List.of(go, axum)))
                .isEqualTo(2 * (2 * (1 + 1 + 2) + 1) + 2 * (1 + 2 + 2) + 1);
    }

    @Test
    void rehearsalTakesFiveSecondsInAll() {
        assertThat(Rounds.rehearsalSeconds(1)).isEqualTo(5);
        assertThat(Rounds.rehearsalSeconds(2)).isEqualTo(3);
        assertThat(Rounds.rehearsalSeconds(5)).isEqualTo(1);
        assertThat(Rounds.rehearsalSeconds(15)).isEqualTo(1);
    }
}
