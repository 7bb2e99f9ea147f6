package dev.interlock.benchmarks.server;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** What a collector says of a process. */
final class CollectorLogTest {
    @Test
    void pauses() {
        String log = """
                [0.010s][info][gc] Using Serial
                [0.120s][info][gc] GC(0) Pause Young (Allocation Failure) 1M->0M(9M) 1.234ms
                [0.320s][info][gc] GC(1) Pause Full (Allocation Failure) 5M->3M(9M) 7.5ms
                [0.330s][info][gc] GC(1) Concurrent Mark 2.000ms
                """;

        assertThat(CollectorLog.parse(log)).isEqualTo(new CollectorLog(2, 7.5, 8.734));
        assertThat(CollectorLog.parse(log.substring(log.indexOf("[0.320s]")))).isEqualTo(new CollectorLog(1, 7.5, 7.5));
        assertThat(CollectorLog.parse("")).isEqualTo(new CollectorLog(0, 0, 0));
    }
}
