package dev.interlock.example.allocation;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.StringValue;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.testing.AllocationProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that requests allocate the bytes that {@code docs/allocation.md} states. */
final class AllocationTest {
    private static final Path README = Path.of("../README.md");
    private static final Path PAGE = Path.of("../docs/allocation.md");
    private static final int COLUMNS = 4;
    private static final String TYPE = "Content-Type: ";

    @TempDir
    private Path directory;

    /** Returns the requests to measure, by the names of the rows in the documentation. */
    private static Map<String, UnaryOperator<AllocationProbe>> requests() {
        Map<String, UnaryOperator<AllocationProbe>> requests = new LinkedHashMap<>();
        requests.put("numbers", probe -> probe.get("/numbers/12345678901?page=3&c=RED&x=y", "X-Shard: 7"));
        requests.put("views", probe -> probe.get("/views/bolt?after=a", "Accept: text/plain"));
        requests.put("writer", probe -> probe.get("/writer/7"));
        requests.put("constant", probe -> probe.get("/constant"));
        requests.put("body", probe -> probe.post("/body", new byte[1000]));
        requests.put(
                "form",
                probe -> probe.post(
                        "/form",
                        "quantity=3&note=two+words".getBytes(UTF_8),
                        TYPE + "application/x-www-form-urlencoded"));
        requests.put("attribute", probe -> probe.get("/attribute"));
        requests.put("principal", probe -> probe.get("/principal"));
        requests.put("roles", probe -> probe.get("/roles"));
        requests.put("string", probe -> probe.get("/string/ten-bytes-"));
        requests.put("uuid", probe -> probe.get("/uuid/7f5c2a34-0d4f-4f0e-9a7b-5a1b0d5c8e11"));
        requests.put("date", probe -> probe.get("/date/2026-11-24"));
        requests.put("optional", probe -> probe.get("/optional?colour=RED"));
        requests.put("list", probe -> probe.get("/list?colour=RED&colour=GREEN"));
        requests.put("double", probe -> probe.get("/double/1.25"));
        requests.put("cookie", probe -> probe.get("/cookie", "Cookie: session=7"));
        byte[] message = StringValue.of("a message").toByteArray();
        requests.put("message-in", probe -> probe.post("/message", message, TYPE + "application/x-protobuf"));
        requests.put("message-out", probe -> probe.get("/message"));
        byte[] order = ShopProto.NewOrder.newBuilder()
                .addLines(ShopProto.Line.newBuilder().setProductId(1).setQuantity(2))
                .addLines(ShopProto.Line.newBuilder().setProductId(300).setQuantity(1))
                .setNote("gr\u00fc\u00dfe")
                .build()
                .toByteArray();
        String[] negotiated = {TYPE + "application/protobuf", "Accept: application/x-protobuf;q=0.5, */*"};
        requests.put("view", probe -> probe.post("/view", order, negotiated));
        requests.put("message-writer", probe -> probe.get("/message-writer/12345678901", "Accept: application/*"));
        requests.put("view-to-writer", probe -> probe.post("/view-to-writer", order, negotiated));
        byte[] json = "{\"id\":7,\"count\":2}".getBytes(UTF_8);
        requests.put("json-in", probe -> probe.post("/json", json, TYPE + "application/json"));
        requests.put("json-out", probe -> probe.get("/json"));
        requests.put("jackson-in", probe -> probe.post("/jackson", json, TYPE + "application/json"));
        requests.put("jackson-out", probe -> probe.get("/jackson"));
        requests.put("stage", probe -> probe.get("/stage"));
        requests.put("blocking", probe -> probe.get("/blocking"));
        requests.put("stream", probe -> probe.get("/stream"));
        requests.put("upload", probe -> probe.post("/upload", new byte[1000]));
        requests.put("file", probe -> probe.get("/file"));
        return requests;
    }

    /**
     * Returns the bytes per request on this version of Java, by the names of the rows. The columns of a row are: name,
     * feature, bytes on Java 17, bytes on Java 25.
     */
    private static Map<String, Integer> documented() throws IOException {
        boolean virtualThreads = Runtime.version().feature() >= 21;
        Map<String, Integer> rows = new LinkedHashMap<>();
        Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
                .forEach(row -> {
                    assertThat(row).hasLength(COLUMNS);
                    rows.put(
                            row[0].replace("`", ""),
                            Integer.parseInt((virtualThreads ? row[3] : row[2])
                                    .replace(",", "")
                                    .strip()));
                });
        return rows;
    }

    /** The README repeats one figure of the page: the bytes that a request with parameters allocates. */
    @Test
    void readmeClaimsFigureOfParameters() throws IOException {
        assertThat(Files.readString(README)).contains("a request with parameters costs");
        assertThat(Files.readString(README)).contains("allocates 0 bytes on the heap");
        assertThat(documented()).containsEntry("numbers", 0);
    }

    @Test
    void allocationsMatchDocumentation() throws IOException {
        Path file = directory.resolve("file");
        Files.write(file, new byte[1000]);
        // The server checks a file twice unless it is new. With an older time, all requests check the file twice.
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        Map<String, Integer> documented = documented();
        StringBuilder measurements = new StringBuilder();
        Map<String, Double> measured = new LinkedHashMap<>();
        requests().forEach((name, request) -> {
            Features_AppRouter router =
                    Features_AppRouter.of(new Features(file), new Features.Callers(), new Features.Operators());
            double bytes = request.apply(AllocationProbe.of(router)).bytesPerRequest();
            measured.put(name, bytes);
            measurements.append(name).append(' ').append(bytes).append('\n');
        });
        assertThat(documented.keySet()).containsExactlyElementsIn(measured.keySet());
        documented.forEach((name, bytes) -> {
            double actual = Objects.requireNonNull(measured.get(name));
            String context = name + ", of:\n" + measurements;
            // The documentation rounds its figures, so others may differ a little. If the figure is 0, not even one
            // byte is allowed.
            assertWithMessage(context).that(actual).isLessThan(bytes == 0 ? 1 : 1.3 * bytes + 16);
            assertWithMessage(context).that(actual).isAtLeast(0.5 * bytes);
        });
    }
}
