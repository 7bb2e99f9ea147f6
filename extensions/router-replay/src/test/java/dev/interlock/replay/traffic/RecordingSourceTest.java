package dev.interlock.replay.traffic;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.replay.recorded.RecordedExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads segments of several processes. */
final class RecordingSourceTest {
    @TempDir
    Path directory;

    private final Notices notices = new Notices();

    private List<Exchange> read() throws IOException {
        return read(Duration.ofSeconds(60));
    }

    private List<Exchange> read(Duration window) throws IOException {
        List<Exchange> all = new ArrayList<>();
        try (TrafficSource source =
                TrafficFiles.find(List.of(directory), window).open(notices)) {
            for (Exchange next = source.next(); next != null; next = source.next()) {
                all.add(next);
            }
        }
        return all;
    }

    private static List<String> targets(List<Exchange> all) {
        return all.stream().map(it -> it.request().target()).toList();
    }

    private Path write(String name, long process, long number, RecordedExchange... exchanges) throws IOException {
        return Segments.write(directory.resolve(name), process, number, List.of(exchanges));
    }

    @Test
    void mergesProcessesByArrival() throws IOException {
        write("z.ilrec", 1, 0, Segments.get(1, 0, "/1"), Segments.get(1, 30, "/4"));
        write("a.ilrec", 1, 1, Segments.get(1, 50, "/6"));
        write("m.ilrec", 2, 0, Segments.get(1, 10, "/2"), Segments.get(2, 20, "/3"), Segments.get(1, 40, "/5"));
        List<Exchange> all = read();
        assertThat(targets(all))
                .containsExactly("/1", "/2", "/3", "/4", "/5", "/6")
                .inOrder();
        // Connection numbers are unique only within one process.
        assertThat(all.get(0).connection()).isNotEqualTo(all.get(1).connection());
        assertThat(all.get(0).connection()).isEqualTo(all.get(5).connection());
        assertThat(notices.all()).isEmpty();
    }

    /** The recorder writes exchanges in order of completion, so a slow one follows faster ones. */
    @Test
    void sortsSlowExchanges() throws IOException {
        RecordedExchange.Builder slow = Segments.exchange(1, 0, "GET", "/slow", "", 200, "");
        slow.getResponseBuilder().setLastByteNanos(5_000_000_000L);
        write("a.ilrec", 1, 0, Segments.get(2, 1000, "/b"), Segments.get(3, 2000, "/c"), slow.build());
        assertThat(targets(read())).containsExactly("/slow", "/b", "/c").inOrder();
        assertThat(targets(read(Duration.ofMillis(900))))
                .containsExactly("/b", "/slow", "/c")
                .inOrder();
        assertThat(notices.all()).hasSize(1);
        assertThat(notices.all().get(0)).contains("--reorder-window");
    }

    @Test
    void reportsFileThatEndsEarly() throws IOException {
        Path file =
                write("a.ilrec", 1, 0, Segments.get(1, 0, "/1"), Segments.get(1, 10, "/2"), Segments.get(1, 20, "/3"));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        write("b.ilrec", 2, 0, Segments.get(1, 30, "/4"));
        assertThat(targets(read())).containsExactly("/1", "/2", "/4").inOrder();
        assertThat(notices.all()).hasSize(1);
        assertThat(notices.all().get(0)).startsWith(file + " ends early, after exchange 2");
    }

    @Test
    void namesDamagedFileAndPosition() throws IOException {
        Path file =
                write("a.ilrec", 1, 0, Segments.get(1, 0, "/1"), Segments.get(1, 10, "/2"), Segments.get(1, 20, "/3"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        IOException problem = assertThrows(IOException.class, this::read);
        assertThat(problem).hasMessageThat().contains(file + " is damaged at byte ");
    }

    @Test
    void readsParts() throws IOException {
        RecordedExchange.Builder exchange = Segments.exchange(9, 5, "POST", "/orders", "{\"a\":1}", 201, "");
        exchange.setRoute("/orders");
        exchange.getResponseBuilder().getBodyBuilder().setLength(70_000);
        write("a.ilrec", 3, 0, exchange.build());
        Exchange read = read().get(0);
        assertThat(read.route()).isEqualTo("POST /orders");
        assertThat(read.arrivedNanos()).isEqualTo(Segments.START + 5_000_000);
        assertThat(read.request().body().isComplete()).isTrue();
        assertThat(new String(read.request().body().content(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1}");
        // Only the digest was recorded.
        assertThat(Objects.requireNonNull(read.response()).body().isComplete()).isFalse();
        assertThat(Objects.requireNonNull(read.response()).body().length()).isEqualTo(70_000);
        assertThat(Objects.requireNonNull(read.response()).status()).isEqualTo(201);
    }

    @Test
    void namesUnknownFile() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "hello world");
        IOException problem = assertThrows(
                TrafficException.class,
                () -> TrafficFiles.find(List.of(file), Duration.ofSeconds(1)).open(notices));
        assertThat(problem).hasMessageThat().contains("notes.txt: the file is neither");
        problem = assertThrows(TrafficException.class, this::read);
        assertThat(problem).hasMessageThat().contains("contains no recorded traffic");
    }
}
