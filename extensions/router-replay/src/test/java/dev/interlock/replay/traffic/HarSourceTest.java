package dev.interlock.replay.traffic;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads HAR files of browsers and proxies. */
final class HarSourceTest {
    private static final String START =
            "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"x\",\"entries\":[1]},\"pages\":[],\"entries\":[\n";

    @TempDir
    Path directory;

    private final Notices notices = new Notices();

    private List<Exchange> read(Path file) throws IOException {
        List<Exchange> all = new ArrayList<>();
        try (TrafficSource source =
                TrafficFiles.find(List.of(file), Duration.ofSeconds(60)).open(notices)) {
            for (Exchange next = source.next(); next != null; next = source.next()) {
                all.add(next);
            }
        }
        return all;
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("a.har"), content);
    }

    private static String entry(String second, String url, String more) {
        return entry(second, url, "HTTP/1.1", more);
    }

    private static String entry(String second, String url, String version, String more) {
        return "{\"startedDateTime\":\"2026-01-31T12:00:" + second
                + "Z\",\"time\":12.5,\"request\":{\"method\":\"GET\",\"url\":\""
                + url + "\",\"httpVersion\":\"" + version + "\",\"headers\":[{\"name\":\":authority\",\"value\":\"x\"},"
                + "{\"name\":\"accept\",\"value\":\"*/*\"}]}" + more + "}";
    }

    @Test
    void readsEntries() throws IOException {
        String response = ",\"response\":{\"status\":200,\"headers\":[{\"name\":\"content-encoding\",\"value\":\"br\"},"
                + "{\"name\":\"etag\",\"value\":\"1\"}],\"content\":{\"size\":5,\"text\":\"aGVsbG8=\",\"encoding\":\"base64\"}}"
                + ",\"connection\":\"443\"";
        Path file = file(START + entry("01.000", "https://shop.example:444/b?x=a b#top", response) + ","
                + entry("00.250", "http://shop.example", "") + "]}}");
        List<Exchange> all = read(file);
        assertThat(all).hasSize(2);
        assertThat(all.get(0).request().target()).isEqualTo("/");
        assertThat(all.get(0).connection()).isNull();
        assertThat(all.get(0).response()).isNull();
        Exchange second = all.get(1);
        assertThat(second.arrivedNanos() - all.get(0).arrivedNanos()).isEqualTo(750_000_000);
        assertThat(second.completedNanos() - second.arrivedNanos()).isEqualTo(12_500_000);
        assertThat(second.request().target()).isEqualTo("/b?x=a%20b");
        assertThat(second.request().authority()).isEqualTo("shop.example:444");
        assertThat(second.request().scheme()).isEqualTo("https");
        assertThat(second.connection()).isNotNull();
        assertThat(second.request().fields()).containsExactly(new Field("accept", "*/*"));
        assertThat(Objects.requireNonNull(second.response()).fields()).containsExactly(new Field("etag", "1"));
        assertThat(new String(Objects.requireNonNull(second.response()).body().content(), StandardCharsets.UTF_8))
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "http/1.1", "HTTP/1.0", "unknown", ""})
    void entriesOfHttp1HaveConnections(String version) throws IOException {
        List<Exchange> all = read(file(START
                + entry("00", "http://a/1", version, ",\"connection\":\"443\"") + ","
                + entry("01", "http://a/2", version, ",\"connection\":\"443\"") + ","
                + entry("02", "http://a/3", version, ",\"connection\":\"444\"") + "]}}"));
        assertThat(all.get(0).connection()).isNotNull();
        assertThat(all.get(1).connection()).isEqualTo(all.get(0).connection());
        assertThat(all.get(2).connection()).isNotEqualTo(all.get(0).connection());
    }

    /** Browsers and proxies write different names of the same version. */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "H2", "h3", "h3-29", "HTTP/2", "HTTP/2.0", "http/2.0", "HTTP/3", "http/3.0"})
    void entriesOfHttp2AndHttp3HaveNoConnections(String version) throws IOException {
        List<Exchange> all = read(file(START + entry("00", "http://a/", version, ",\"connection\":\"443\"") + "]}}"));
        assertThat(all.get(0).connection()).isNull();
    }

    @Test
    void readsBodies() throws IOException {
        String form =
                "{\"startedDateTime\":\"2026-01-31T12:00:00Z\",\"request\":{\"method\":\"POST\",\"url\":\"http://a/b\","
                        + "\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"params\":[{\"name\":\"a\",\"value\":\"1 &\"}]}}}";
        String file =
                "{\"startedDateTime\":\"2026-01-31T12:00:01Z\",\"request\":{\"method\":\"POST\",\"url\":\"http://a/b\","
                        + "\"bodySize\":900,\"postData\":{\"mimeType\":\"multipart/form-data\",\"params\":[]}}}";
        List<Exchange> all = read(file(START + form + "," + file + "]}}"));
        assertThat(new String(all.get(0).request().body().content(), StandardCharsets.UTF_8))
                .isEqualTo("a=1+%26");
        assertThat(all.get(1).request().body().isComplete()).isFalse();
    }

    @Test
    void namesPositionOfError() throws IOException {
        Path file = file(START + entry("00", "http://a/", "") + ",\n{\"request\":{}}]}}");
        IOException problem = assertThrows(TrafficException.class, () -> read(file));
        assertThat(problem).hasMessageThat().contains(file + ":3:1: entry 2: the member method is missing");
    }

    @Test
    void namesPositionOfMalformedJson() throws IOException {
        Path file = file(START + entry("00", "http://a/", "") + ",\n  {\"request\" 7}]}}");
        IOException problem = assertThrows(TrafficException.class, () -> read(file));
        assertThat(problem).hasMessageThat().contains(file + ":3:");
    }

    @Test
    void rejectsOtherJson() throws IOException {
        IOException problem = assertThrows(TrafficException.class, () -> read(file("{\"log\":{\"entries\":{}}}")));
        assertThat(problem).hasMessageThat().contains("no log.entries");
    }

    @Test
    void reportsFileThatEndsEarly() throws IOException {
        List<Exchange> all = read(file(START + entry("00", "http://a/", "") + ",\n{\"startedDateTime\":"));
        assertThat(all).hasSize(1);
        assertThat(notices.all().get(0)).contains("the file ends early, after entry 1");
    }

    /** The file has 200 MB, but the parser holds only one entry at a time. */
    @Test
    void streamsLargeFile() throws IOException {
        Path file = directory.resolve("large.har.gz");
        String entry = entry("00", "http://a/" + "x".repeat(10_000), "");
        int entries = 20_000;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(START.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = (entry + ",").getBytes(StandardCharsets.UTF_8);
            for (int i = 1; i < entries; i++) {
                out.write(bytes);
            }
            out.write((entry + "]}}").getBytes(StandardCharsets.UTF_8));
        }
        long count = 0;
        long before = usedHeap();
        long held = 0;
        try (TrafficSource source =
                TrafficFiles.find(List.of(file), Duration.ofMillis(1)).open(notices)) {
            for (Exchange next = source.next(); next != null; next = source.next()) {
                count++;
                if (count == entries / 2) {
                    held = usedHeap() - before;
                }
            }
        }
        assertThat(count).isEqualTo(entries);
        assertThat(held).isLessThan(32L << 20);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
