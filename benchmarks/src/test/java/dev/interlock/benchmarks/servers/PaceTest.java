package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Tests the rates at which servers are compared. */
final class PaceTest {
    private final Results results = begin();

    private static Results begin() {
        try {
            return Results.begin("servers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String server, int round, double throughput, double errors) {
        results.add("mix", server, "throughput", round, throughput);
        results.add("mix", server, "errors", round, errors);
    }

    @Test
    void slowestServerOfFirstRoundSetsPace() {
        assertThat(Pace.slowestPeak(results, Workload.MIX)).isEqualTo(0.0);
        add("go", 1, 50_000, 0);
        add("hyper", 1, 90_000, 0);
        add("go", 2, 40_000, 0);
        assertThat(Pace.slowestPeak(results, Workload.MIX)).isEqualTo(50_000.0);
        assertThat(Pace.slowestPeak(results, Workload.PARAMETERS)).isEqualTo(0.0);
    }

    @Test
    void ignoresServerWithErrors() {
        add("go", 1, 50_000, 0);
        add("netty", 1, 2_000, 1);
        add("go", 2, 50_000, 1);
        assertThat(Pace.slowestPeak(results, Workload.MIX)).isEqualTo(50_000.0);
    }

    @Test
    void rejectsPaceOfStalledServer() throws IOException {
        Pace.requireFloor(Workload.MIX, 1_000);
        IOException thrown = assertThrows(IOException.class, () -> Pace.requireFloor(Workload.MIX, 999));
        assertThat(thrown).hasMessageThat().contains("It answered 999 requests/s");
        // A handshake takes hundreds of times as long as a request.
        Pace.requireFloor(Workload.TLS_CONNECT, 999);
    }
}
