package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.benchmarks.server.SystemCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tools are told, and what they print. */
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
    void answersThatEndTooEarlyAreErrors() {
        assertThat(WrkScript.script(Workload.PLAINTEXT, List.of(HELLO)))
                .contains("e.connect + e.read + e.write + e.status + e.timeout");
    }

    @Test
    void scriptsQuoteWhatLuaWouldRead() {
        String script = WrkScript.script(Workload.PLAINTEXT, List.of(HELLO));
        assertThat(script).contains("\"GET /\\034\\092 HTTP/1.1\\013\\010Host: localhost\\013\\010\\013\\010\",");
        assertThat(script).contains("request = function() return requests[1] end");
    }

    @Test
    void scriptsOfSeveralRequestsTakeTurns() {
        assertThat(WrkScript.script(Workload.MIX, List.of(HELLO, HELLO))).contains("next = next % #requests + 1");
    }

    @Test
    void pipelinesAreSentInOnePiece() {
        String script = WrkScript.script(Workload.PIPELINED, List.of(HELLO));
        assertThat(script.split("Host: localhost", -1)).hasLength(17);
    }

    @Test
    void whatSlowsAServerDownCountsNoneThatOpensThousandsOfConnections() {
        for (Workload workload : Workload.values()) {
            assertThat(workload.isCountedBy(SystemCalls.PERF)).isTrue();
            assertThat(workload.isCountedBy(SystemCalls.STRACE)).isEqualTo(workload != Workload.CONNECTIONS);
        }
    }

    @Test
    void connectionsThatAreClosed() {
        assertThat(WrkScript.script(Workload.CONNECT, List.of(HELLO))).contains("Connection: close\\013\\010");
    }

    @Test
    void limitOfOpenFiles() throws IOException {
        String limits = """
            Limit                     Soft Limit           Hard Limit           Units
            Max cpu time              unlimited            unlimited            seconds
            Max open files            1024                 20000                files
            """;
        assertThat(Loads.openFiles(limits)).isEqualTo(1024);
        assertThat(Loads.openFiles("Max open files   unlimited unlimited files\n"))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void serialHeapAndItsLog() throws IOException {
        String info = """
            4711:
             def new generation   total 19200K, used 1000K [0x00000000c0000000, 0x00000000c14d0000, 0x00000000d5550000)
              eden space 17088K,   5% used [0x00000000c0000000, 0x00000000c00fa000, 0x00000000c10b0000)
             tenured generation   total 42692K, used 24K [0x00000000d5550000, 0x00000000d7f01000, 0x0000000100000000)
             Metaspace       used 7060K, committed 7360K, reserved 1114112K
              class space    used 700K, committed 832K, reserved 1048576K
            """;
        String log = """
            [0.004s][info][gc] Using Serial
            [2.514s][info][gc] GC(0) Pause Young (Allocation Failure) 17M->2M(60M) 4.250ms
            [3.514s][info][gc] GC(1) Pause Full (System.gc()) 19M->3M(60M) 0.750ms
            """;
        GarbageCollection.State state = GarbageCollection.parse(info, log);
        assertThat(state)
                .isEqualTo(
                        new GarbageCollection.State(1024 * 1024, 31L * 1024 * 1024, new Pauses(List.of(4.25, 0.75))));
        assertThat(state.allocatedSince(new GarbageCollection.State(1024, 1024 * 1024, new Pauses(List.of()))))
                .isEqualTo(31L * 1024 * 1024 - 1024);
    }

    @Test
    void serialHeapOfJava25() throws IOException {
        String info = """
            4711:
            DefNew     total 116160K, used 97273K [0x0000000687400000, 0x000000068f200000, 0x0000000704d50000)
             eden space 103296K,  94% used [0x0000000687400000, 0x000000068d2fe770, 0x000000068d8e0000)
            Tenured    total 258048K, used 1166K [0x0000000704d50000, 0x0000000714950000, 0x0000000800000000)
            """;
        assertThat(GarbageCollection.parse(info, "").used()).isEqualTo((97273 + 1166) * 1024);
    }

    @Test
    void heapOfG1() throws IOException {
        String info = """
            4711:
             garbage-first heap   total 262144K, used 2048K [0x0000000700000000, 0x0000000800000000)
              region size 2048K, 1 young (2048K), 0 survivors (0K)
             Metaspace       used 66K, committed 320K, reserved 1114112K
            """;
        assertThat(GarbageCollection.parse(info, "").used()).isEqualTo(2048 * 1024);
        String later = " garbage-first heap   total reserved 6291456K, committed 393216K, used 1024K [0x1, 0x2)\n";
        assertThat(GarbageCollection.parse(later, "").used()).isEqualTo(1024 * 1024);
        assertThrows(IOException.class, () -> GarbageCollection.parse("4711: not found", ""));
    }

    @Test
    void listOfServers() {
        Contenders contenders = Contenders.parse(List.of(
                "go\tGo 1.24\tnative\t/peers/go peer",
                "netty\tNetty\tjava\tjava\t-jar\tpeer.jar",
                "helidon\tHelidon\tmissing\tit needs Java 21"));
        assertThat(contenders.present())
                .containsExactly(
                        new Contender("go", "Go 1.24", List.of("/peers/go peer"), false),
                        new Contender("netty", "Netty", List.of("java", "-jar", "peer.jar"), true))
                .inOrder();
        assertThat(contenders.missing()).containsExactly("helidon", "it needs Java 21");
        assertThrows(IllegalArgumentException.class, () -> Contenders.parse(List.of("go\tGo")));
    }

    @Test
    void options() {
        Options options = Options.parse(
                "--workloads", "protobuf,plaintext", "--rounds", "3", "--contenders", "c", "--routes", "r", "out");
        assertThat(options.workloads())
                .containsExactly(Workload.PLAINTEXT, Workload.PROTOBUF)
                .inOrder();
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.seconds()).isEqualTo(3);
        assertThat(options.results()).isEqualTo(Path.of("out"));
        assertThat(options.workloadWarmUpSeconds()).isEqualTo(3);
        assertThat(Options.parse("--warm-up", "6", "out").workloadWarmUpSeconds())
                .isEqualTo(2);
        assertThat(Options.parse("--quick", "out").rounds()).isEqualTo(1);
    }

    @Test
    void optionsThatCannotBeRead() {
        assertThrows(IllegalArgumentException.class, () -> Options.parse());
        assertThrows(IllegalArgumentException.class, () -> Options.parse("--rounds", "0", "out"));
        assertThrows(IllegalArgumentException.class, () -> Options.parse("--what", "1", "out"));
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> Options.parse("--workloads", "json", "out"));
        assertThat(thrown).hasMessageThat().contains("plaintext, parameters, protobuf");
    }
}
