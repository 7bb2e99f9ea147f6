package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.benchmarks.report.MarkdownPage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Go, Rust and Interlock beside each other, and their collectors' pauses. */
final class StoryTableTest {
    private final Readings readings = new Readings();

    private void add(String server, String workload, Quantity quantity, double... values) {
        for (double value : values) {
            readings.add(new Readings.Reading(server, workload, quantity, 1, value, 0, 0));
        }
    }

    private List<String> lines() {
        MarkdownPage page = new MarkdownPage("Servers");
        new StoryTable(readings).add(page, List.of(Workload.PLAINTEXT, Workload.PROTOBUF));
        return page.lines().subList(1, page.lines().size());
    }

    @Test
    void mediansOfTheRun() {
        add("go", "protobuf", Quantity.MOST_RATE, 60_000);
        add("go", "protobuf", Quantity.MOST_P50, 110, 120, 130);
        add("hyper", "protobuf", Quantity.MOST_P50, 70);
        add("go", "protobuf", Quantity.THROUGHPUT, 75_000);
        add("interlock", "protobuf", Quantity.THROUGHPUT, 170_000);
        add("hyper", "", Quantity.IDLE, 3.25);
        add("interlock", "protobuf", Quantity.LOADED, 60);
        assertThat(lines())
                .containsExactly(
                        "",
                        "## Go, Rust and Interlock: protobuf",
                        "",
                        "| | Go | Rust (hyper) | Interlock |",
                        "|---|---:|---:|---:|",
                        "| P50 us at 60,000 requests/s | 120 | 70 | - |",
                        "| P99 us at 60,000 requests/s | - | - | - |",
                        "| requests/s of one core | 75,000 | - | 170,000 |",
                        "| idle memory MiB, before any load | - | 3.3 | - |",
                        "| memory MiB after load | - | - | 60.0 |",
                        "| GC pauses per million requests, the longest | - | none, as it has no collector | - |")
                .inOrder();
    }

    @Test
    void pausesAreCountedAndTheLongestNamed() {
        add("go", "protobuf", Quantity.THROUGHPUT, 75_000);
        add("go", "protobuf", Quantity.COLLECTIONS, 1_234.5);
        add("go", "protobuf", Quantity.LONGEST_PAUSE, 0.25);
        add("interlock", "protobuf", Quantity.COLLECTIONS, 0);
        add("interlock", "protobuf", Quantity.LONGEST_PAUSE, 0);
        assertThat(lines())
                .contains("| GC pauses per million requests, the longest | 1,234.50, 0.250 ms | none, as it has no"
                        + " collector | 0 |");
    }

    @Test
    void nothingWithoutReadings() {
        assertThat(lines()).isEmpty();
    }

    @Test
    void pausesOfGo() {
        String log = """
            listening
            gc 1 @0.012s 2%: 0.026+0.39+0.10 ms clock, 0.21+0.88/0.52/0+0.84 ms cpu, 4->4->0 MB, 5 MB goal, 0 MB stacks, 0 MB globals, 8 P
            gc 2 @0.018s 2%: 0.011+1.2+0.004 ms clock, 0.09+0.1/0.2/0+0.03 ms cpu, 4->4->0 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 8 P
            """;
        Pauses pauses = Pauses.ofGo(log);
        assertThat(pauses.millis()).containsExactly(0.026, 0.10, 0.011, 0.004).inOrder();
        assertThat(pauses.longest()).isEqualTo(0.10);
        Pauses later = pauses.since(new Pauses(List.of(0.026, 0.10)));
        assertThat(later.total()).isWithin(1e-9).of(0.015);
        assertThat(new Pauses(List.of()).longest()).isEqualTo(0.0);
    }
}
