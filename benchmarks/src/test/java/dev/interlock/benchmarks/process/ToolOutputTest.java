package dev.interlock.benchmarks.process;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the parsers of the output of jcmd, strace and perf. */
final class ToolOutputTest {
    @Test
    void epsilonHeap() throws IOException {
        String info = """
                8720:
                Epsilon Heap
                Allocation space:
                 space 65536K,  26% used [0x00000000fc000000, 0x00000000fd0b6220, 0x0000000100000000)
                 Metaspace       used 7060K, committed 7360K, reserved 1114112K
                """;
        assertThat(Heap.parseEpsilon(info)).isEqualTo(0x10b6220L);
        assertThrows(IOException.class, () -> Heap.parseEpsilon("garbage-first heap   total 6144K, used 2048K"));
    }

    @Test
    void straceWithAndWithoutErrors() throws IOException {
        String head = """
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                 90.00    0.180000           9     20000           sendto
                 10.00    0.020000           1     20000           read
                ------ ----------- ----------- --------- --------- ----------------
                """;
        assertThat(SystemCalls.STRACE.total(head + "100.00    0.200000           5     40000           total\n"))
                .isEqualTo(40_000);
        assertThat(SystemCalls.STRACE.total(head + "100.00    0.200000           5     40000        12 total\n"))
                .isEqualTo(40_000);
        assertThrows(IOException.class, () -> SystemCalls.STRACE.total(""));
    }

    @Test
    void perf() throws IOException {
        String output = """
                # started on Tue Nov 24 19:21:57 2026

                1048;;raw_syscalls:sys_enter;1006122;100.00;;
                """;
        assertThat(SystemCalls.PERF.total(output)).isEqualTo(1048);
        assertThrows(
                IOException.class, () -> SystemCalls.PERF.total("<not counted>;;raw_syscalls:sys_enter;0;100.00;;"));
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
        Heap state = Heap.parse(info, log);
        assertThat(state).isEqualTo(new Heap(1024 * 1024, 31L * 1024 * 1024, List.of(4.25, 0.75)));
        assertThat(state.allocatedSince(new Heap(1024, 1024 * 1024, List.of()))).isEqualTo(31L * 1024 * 1024 - 1024);
    }

    @Test
    void serialHeapOfJava25() throws IOException {
        String info = """
            4711:
            DefNew     total 116160K, used 97273K [0x0000000687400000, 0x000000068f200000, 0x0000000704d50000)
             eden space 103296K,  94% used [0x0000000687400000, 0x000000068d2fe770, 0x000000068d8e0000)
            Tenured    total 258048K, used 1166K [0x0000000704d50000, 0x0000000714950000, 0x0000000800000000)
            """;
        assertThat(Heap.parse(info, "").used()).isEqualTo((97273 + 1166) * 1024);
    }

    @Test
    void heapOfG1() throws IOException {
        String info = """
            4711:
             garbage-first heap   total 262144K, used 2048K [0x0000000700000000, 0x0000000800000000)
              region size 2048K, 1 young (2048K), 0 survivors (0K)
             Metaspace       used 66K, committed 320K, reserved 1114112K
            """;
        assertThat(Heap.parse(info, "").used()).isEqualTo(2048 * 1024);
        String later = " garbage-first heap   total reserved 6291456K, committed 393216K, used 1024K [0x1, 0x2)\n";
        assertThat(Heap.parse(later, "").used()).isEqualTo(1024 * 1024);
        assertThrows(IOException.class, () -> Heap.parse("4711: not found", ""));
    }

    @Test
    void pausesOfJava() {
        String log = """
                [0.010s][info][gc] Using Serial
                [0.120s][info][gc] GC(0) Pause Young (Allocation Failure) 1M->0M(9M) 1.234ms
                [0.320s][info][gc] GC(1) Pause Full (Allocation Failure) 5M->3M(9M) 7.5ms
                [0.330s][info][gc] GC(1) Concurrent Mark 2.000ms
                """;
        assertThat(Heap.pausesOfJava(log)).containsExactly(1.234, 7.5).inOrder();
        assertThat(Heap.pausesOfJava("")).isEmpty();
    }

    @Test
    void pausesOfGo() {
        String log = """
            listening
            gc 1 @0.012s 2%: 0.026+0.39+0.10 ms clock, 0.21+0.88/0.52/0+0.84 ms cpu, 4->4->0 MB, 5 MB goal, 0 MB stacks, 0 MB globals, 8 P
            gc 2 @0.018s 2%: 0.011+1.2+0.004 ms clock, 0.09+0.1/0.2/0+0.03 ms cpu, 4->4->0 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 8 P
            """;
        assertThat(Heap.pausesOfGo(log))
                .containsExactly(0.026, 0.10, 0.011, 0.004)
                .inOrder();
    }
}
