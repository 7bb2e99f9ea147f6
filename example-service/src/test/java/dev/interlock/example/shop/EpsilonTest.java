package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.PipelinedConnection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the shop on a heap that is never collected. {@code benchmarks/run epsilon} sends ten times as many requests.
 */
final class EpsilonTest {
    private static final int REQUESTS = 2_000_000;
    private static final int ORDERS = 640_000;
    /** 64 MiB for the shop, and 36 MiB for each of two log-ins: the JDK allocates them to check a password. */
    private static final int HEAP_MEBIBYTES = 64 + 2 * 36;

    private static final int PIPELINED = 64;
    private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)");
    /** Matches the start address of the heap and the address of the next allocation. */
    private static final Pattern SPACE = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+),");

    private static final List<Call> CALLS = List.of(
            Call.of("GET", "/plaintext"),
            Call.of("GET", "/v1/catalog/products/1/price?quantity=3"),
            Call.of("GET", "/health"),
            Call.of("GET", "/v1/catalog/products/2/stock"));

    private static final List<String> TEXTS = List.of("Hello, World!", "7470", "UP", "80");

    private Process process;
    private BufferedReader out;
    private int port;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        Path errors = directory.resolve("errors.txt");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+UseEpsilonGC",
                        "-Xms" + HEAP_MEBIBYTES + "m",
                        "-Xmx" + HEAP_MEBIBYTES + "m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Shop.class.getName(),
                        "--port",
                        "0",
                        "--admin-port",
                        "0")
                .redirectError(errors.toFile())
                .start();
        out = process.inputReader(UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("Interlock shop")) {
            // The first line is a comment of the JVM about the collector. The next line is from the shop.
            line = out.readLine();
        }
        Matcher started = PORT.matcher(String.valueOf(line));
        assertWithMessage("errors: %s", Files.readString(errors))
                .that(started.find())
                .isTrue();
        port = Integer.parseInt(started.group(1));
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        out.close();
    }

    @Test
    void requestsFitIntoUncollectedHeap() throws Exception {
        List<ReceivedResponse> responses = responses();
        long idle = heapUsed();
        try (PipelinedConnection connection = new PipelinedConnection(port)) {
            connection.repeat(inTurn(CALLS), inTurn(responses), REQUESTS / PIPELINED);
        }

        assertThat(process.isAlive()).isTrue();
        assertThat(responses().stream().map(ReceivedResponse::text).toList()).isEqualTo(TEXTS);
        // Code may allocate until the JIT compiler has compiled it.
        assertThat(heapUsed() - idle).isLessThan(16L * 1024 * 1024);
    }

    @Test
    void ordersFitIntoUncollectedHeap() throws Exception {
        String token = logIn("ada@example.com", "correct horse");
        restock(logIn("root@example.com", "battery staple"));
        ShopProto.NewOrder order = ShopProto.NewOrder.newBuilder()
                .addLines(ShopProto.Line.newBuilder().setProductId(1).setQuantity(1))
                .setNote("Ring twice")
                .build();
        Call call = Call.of("POST", "/v1/orders").as(token).message(order);
        long idle = heapUsed();
        long[] lastId = {0};
        try (PipelinedConnection connection = new PipelinedConnection(port)) {
            connection.send(call, ORDERS, PIPELINED, response -> {
                assertThat(response.status()).isEqualTo(201);
                ShopProto.Order placed = response.message(ShopProto.Order.parser());
                assertThat(placed.getId()).isEqualTo(++lastId[0]);
                assertThat(placed.getTotal()).isEqualTo(2_490);
            });
        }
        // The shop keeps the latest ten thousand orders. Only the first ten thousand orders allocate memory to store
        // them.
        assertThat(heapUsed() - idle).isLessThan(24L * 1024 * 1024);
        try (Connection connection = new Connection(port)) {
            assertThat(connection
                            .send(Call.of("GET", "/v1/orders/" + ORDERS).as(token))
                            .message(ShopProto.Order.parser())
                            .getNote())
                    .isEqualTo("Ring twice");
            assertThat(connection
                            .send(Call.of("GET", "/v1/catalog/products/1/stock"))
                            .text())
                    .isEqualTo(String.valueOf(1_000_000 - ORDERS));
        }
    }

    private String logIn(String email, String password) {
        try (Connection connection = new Connection(port)) {
            ReceivedResponse response = connection.send(Call.login(email, password));
            assertThat(response.status()).isEqualTo(200);
            return response.message(ShopProto.SessionToken.parser()).getAccessToken();
        }
    }

    private void restock(String admin) {
        try (Connection connection = new Connection(port)) {
            Call restock = Call.of("PUT", "/v1/catalog/products/1/stock?units=1000000");
            assertThat(connection.send(restock.as(admin)).status()).isEqualTo(200);
        }
    }

    private static <T> List<T> inTurn(List<T> values) {
        return Collections.nCopies(PIPELINED / values.size(), values).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<ReceivedResponse> responses() {
        try (Connection connection = new Connection(port)) {
            return CALLS.stream().map(connection::send).toList();
        }
    }

    private long heapUsed() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.heap_info")
                .start();
        String info = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        assertThat(jcmd.waitFor()).isEqualTo(0);
        Matcher space = SPACE.matcher(info);
        assertWithMessage("heap: %s", info).that(space.find()).isTrue();
        return Long.parseLong(space.group(2), 16) - Long.parseLong(space.group(1), 16);
    }
}
