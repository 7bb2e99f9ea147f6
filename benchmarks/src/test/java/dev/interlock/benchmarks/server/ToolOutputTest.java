package dev.interlock.benchmarks.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What jcmd, strace and perf print. */
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
        assertThat(EpsilonHeap.parse(info)).isEqualTo(0x10b6220L);
        assertThrows(IOException.class, () -> EpsilonHeap.parse("garbage-first heap   total 6144K, used 2048K"));
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
}
