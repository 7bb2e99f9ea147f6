package dev.interlock.replay.traffic;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads GoReplay files. */
final class GoReplaySourceTest {
    private static final String SEPARATOR = "\n🐵🙈🙉\n";
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path directory;

    private final Notices notices = new Notices();

    private List<Exchange> read(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        List<Exchange> all = new ArrayList<>();
        try (TrafficSource source =
                TrafficFiles.find(List.of(file), Duration.ofSeconds(60)).open(notices)) {
            for (Exchange next = source.next(); next != null; next = source.next()) {
                all.add(next);
            }
        }
        return all;
    }

    private static byte[] file(String... payloads) {
        return (String.join(SEPARATOR, payloads) + SEPARATOR).getBytes(StandardCharsets.UTF_8);
    }

    private static String request(String id, long seconds, String target) {
        return "1 " + id + " " + seconds * SECOND + "\nGET " + target + " HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    }

    @Test
    void joinsRequestsAndResponses() throws IOException {
        String post = "1 aa " + 5 * SECOND
                + " 0\nPOST /orders HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 7\r\n\r\n{\"a\":1}";
        String created = "2 aa " + 6 * SECOND + " 90000000\nHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        String replayed = "3 bb " + 8 * SECOND + " 1\nHTTP/1.1 204 No Content\r\n\r\n";
        List<Exchange> all = read("a.gor", file(post, request("bb", 4, "/first"), created, replayed));
        assertThat(all).hasSize(2);
        Exchange first = all.get(0);
        assertThat(first.request().target()).isEqualTo("/first");
        assertThat(Objects.requireNonNull(first.response()).status()).isEqualTo(204);
        Exchange second = all.get(1);
        assertThat(second.request().authority()).isEqualTo("shop.example");
        assertThat(new String(second.request().body().content(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1}");
        assertThat(new String(Objects.requireNonNull(second.response()).body().content(), StandardCharsets.UTF_8))
                .isEqualTo("abcde");
        assertThat(second.completedNanos() - second.arrivedNanos()).isEqualTo(90_000_000);
        assertThat(second.connection()).isNull();
    }

    @Test
    void keepsRequestsWithoutResponses() throws IOException {
        List<Exchange> all = read("a.gor", file(request("a", 1, "/a"), request("b", 2, "/b")));
        assertThat(all.stream().map(it -> it.request().target()).toList())
                .containsExactly("/a", "/b")
                .inOrder();
        assertThat(all.get(0).response()).isNull();
    }

    @Test
    void readsCompressedFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 1000; i++) {
                out.write(file(request("id" + i, i, "/" + i)));
            }
        }
        assertThat(read("a.gor.gz", bytes.toByteArray())).hasSize(1000);
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        List<Exchange> some = read("b.gor.gz", cut);
        assertThat(some.size()).isGreaterThan(100);
        assertThat(some.size()).isLessThan(1000);
        assertThat(notices.all().get(0)).contains("its compression is cut off");
    }

    @Test
    void reportsFileThatEndsEarly() throws IOException {
        byte[] whole = file(request("a", 1, "/a"), request("b", 2, "/b"));
        assertThat(read("a.gor", Arrays.copyOf(whole, whole.length - 20))).hasSize(1);
        assertThat(notices.all().get(0)).contains("a.gor ends early, at byte");
    }

    @Test
    void marksIncompleteBody() throws IOException {
        String cut = "1 a 1\nPOST / HTTP/1.1\r\nHost: a\r\nContent-Length: 70\r\n\r\nshort";
        assertThat(read("a.gor", file(cut)).get(0).request().body().isComplete())
                .isFalse();
    }

    @Test
    void namesPositionOfError() throws IOException {
        byte[] good = file(request("a", 1, "/a"));
        String text = new String(good, StandardCharsets.UTF_8);
        IOException problem = assertThrows(
                TrafficException.class,
                () -> read(
                        "a.gor",
                        (text + "1 b x\nGET / HTTP/1.1\r\n\r\n" + SEPARATOR).getBytes(StandardCharsets.UTF_8)));
        assertThat(problem)
                .hasMessageThat()
                .contains("a.gor: payload at byte " + good.length + ": its first line has no number at \"x\"");
        problem = assertThrows(
                TrafficException.class,
                () -> read("a.gor", (text + "1 b 7\nGET\r\n\r\n" + SEPARATOR).getBytes(StandardCharsets.UTF_8)));
        assertThat(problem).hasMessageThat().contains("its HTTP message is malformed");
        problem = assertThrows(
                TrafficException.class,
                () -> read(
                        "a.gor",
                        (text + "9 b 7\nHTTP/1.1 200 OK\r\n\r\n" + SEPARATOR).getBytes(StandardCharsets.UTF_8)));
        assertThat(problem).hasMessageThat().contains("the kind of the payload is not 1, 2 or 3");
    }

    /** GoReplay records no responses unless it is told to. */
    @Test
    void boundsMemoryOfRequestsWithoutResponses() throws IOException {
        String[] payloads = new String[100];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = "1 a" + i + " " + (i + 1) + "\nPOST /" + i
                    + " HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n" + "x".repeat(10_000);
        }
        ByteArrayInputStream input = new ByteArrayInputStream(file(payloads));
        GoReplaySource source = new GoReplaySource(Path.of("a.gor"), input, notices, 100_000);
        Exchange first = Objects.requireNonNull(source.next());
        assertThat(first.request().target()).isEqualTo("/0");
        // Ten requests wait. The source reads ahead by its buffer.
        assertThat(input.available()).isAtLeast(800_000);
        int count = 1;
        while (source.next() != null) {
            count++;
        }
        assertThat(count).isEqualTo(100);
    }
}
