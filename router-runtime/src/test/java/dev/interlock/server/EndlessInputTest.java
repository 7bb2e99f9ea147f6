package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits end requests that never end by themselves. */
@Timeout(60)
final class EndlessInputTest {
    private static final String CHUNKED = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String REFUSED = "POST /nothing HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    /**
     * Number of bytes far beyond every limit and beyond the buffers of the sockets. If a client can send all of them,
     * the server has read beyond its limit.
     */
    private static final int MANY_BYTES = 32 * 1024 * 1024;

    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = HttpServer.builder(new RobustRouter())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** @param status status of the last response */
    record Row(String first, String repeated, int status) {}

    static List<Row> endless() {
        return List.of(
                new Row("", "\r\n", 400),
                new Row("GET /", "x", 414),
                new Row("GET /hello HTTP/1.1\r\nHost: a\r\n", "X: x\r\n", 431),
                new Row("GET /hello HTTP/1.1\r\nHost: a\r\nX: ", "x", 431),
                new Row("GET /hello HTTP/1.1\r\nHost: a\r\nX", "x", 431),
                new Row("GET /hello HTTP/1.1\r\nHost: a\r\nX:", " ", 431),
                new Row("", "x", 414),
                new Row(CHUNKED + "1;", "x", 400),
                new Row(CHUNKED + "1", ";x", 400),
                new Row(CHUNKED, "1;x=y\r\nx\r\n", 400),
                new Row(CHUNKED, "0", 400),
                new Row(CHUNKED + "1", " ", 400),
                new Row(CHUNKED + "0\r\n", "X: x\r\n", 431),
                new Row(CHUNKED + "0\r\nX: ", "x", 431),
                new Row(CHUNKED + "0\r\nX", "x", 431),
                new Row(CHUNKED, "1\r\nx\r\n", 413),
                new Row(REFUSED, "1\r\nx\r\n", 404),
                new Row(REFUSED, "1;x\r\nx\r\n", 404),
                new Row(REFUSED + "0\r\n", "X: x\r\n", 404));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void isCut(Row row) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            CompletableFuture<Boolean> sentAll = CompletableFuture.supplyAsync(() -> sendsAll(client, row));
            RawResponse response = client.response();
            assertThat(response.status()).isEqualTo(row.status());
            assertThat(response.isProblem()).isTrue();
            assertThat(sentAll.get()).isFalse();
        }
        try (RawClient other = new RawClient(server.port())) {
            assertThat(other.get("/hello").response().body()).isEqualTo("hello");
        }
    }

    private static boolean sendsAll(RawClient client, Row row) {
        int times = 64 * 1024 / row.repeated().length();
        String block = row.repeated().repeat(times);
        try {
            client.send(row.first());
            for (int sent = 0; sent < MANY_BYTES; sent += block.length()) {
                client.send(block);
            }
            return true;
        } catch (SocketException e) {
            // The server has closed.
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
