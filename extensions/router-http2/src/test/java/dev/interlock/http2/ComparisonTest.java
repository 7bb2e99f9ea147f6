package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http2.FrameClient.Response;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request gets the same status, fields and body by HTTP/2 as by HTTP/1.1. */
final class ComparisonTest {
    @TempDir
    static Path directory;

    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        Path file = Files.writeString(directory.resolve("file.txt"), "in a file, ".repeat(50_000));
        server = Http2Servers.start(TestRoutes.of(file));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Each row has a method, a path, further fields separated by semicolons, and the length of the body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /hello",
                "GET /hello?a=b&c=%20",
                "HEAD /hello",
                "OPTIONS /hello",
                "GET /missing",
                "DELETE /hello",
                "BREW /hello",
                "GET /hel%lo",
                "GET /../etc",
                "GET /large",
                "HEAD /large",
                "GET /buffer",
                "GET /file",
                "HEAD /file",
                "GET /file range:bytes=10-20",
                "GET /file range:bytes=-5",
                "GET /file range:bytes=9999999-",
                "GET /file if-none-match:*",
                "GET /throw",
                "GET /nothing",
                "GET /reset-content",
                "GET /cookies cookie:x=1",
                "GET /hello accept:image/png",
                "GET /who",
                "GET /parts",
                "HEAD /parts",
                "POST /echo content-length:0 0",
                "POST /echo content-length:5 5",
                "POST /echo content-length:100000 100000",
                "POST /echo content-length:3000000",
                "POST /echo expect:magic;content-length:5 5",
                "POST /block content-length:5 5",
                "POST /block content-length:70000 70000",
                "POST /later content-length:5 5",
                "POST /read content-length:200000 200000",
                "POST /pipe content-length:100000 100000",
                "POST /ignore content-length:10 10",
                "POST /hello content-length:5 5",
                "GET /events-not-there te:trailers"
            })
    void responsesAreEqual(String row) throws IOException {
        String[] parts = row.split(" ", -1);
        String[] fields = parts.length > 2 ? parts[2].split(";") : new String[0];
        byte[] body = new byte[parts.length > 3 ? Integer.parseInt(parts[3]) : 0];
        Arrays.fill(body, (byte) 'x');
        ComparedResponse first = ComparedResponse.of(byHttp1(parts[0], parts[1], fields, body));
        ComparedResponse second = ComparedResponse.of(byHttp2(parts[0], parts[1], fields, body));
        assertThat(second).isEqualTo(first);
    }

    private static RawResponse byHttp1(String method, String path, String[] fields, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: a.test\r\n");
        for (String field : fields) {
            head.append(field.replace(":", ": ")).append("\r\n");
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send(head + "\r\n" + new String(body, ISO_8859_1));
            return method.equals("HEAD") ? client.responseToHead() : client.response();
        }
    }

    private static Response byHttp2(String method, String path, String[] fields, byte[] body) throws IOException {
        String[] own =
                Arrays.stream(fields).map(field -> field.replaceFirst(":", "|")).toArray(String[]::new);
        try (FrameClient client = new FrameClient(server.port())) {
            boolean hasBody = method.equals("POST");
            int stream = client.request(method, path, !hasBody, own);
            for (int from = 0; from < body.length; from += 16_384) {
                int to = Math.min(body.length, from + 16_384);
                if (!client.awaitWindow(stream, to)) {
                    break;
                }
                client.data(stream, Arrays.copyOfRange(body, from, to), to == body.length);
                client.roundTrip();
            }
            if (hasBody && body.length == 0 && !Arrays.toString(fields).contains("3000000")) {
                client.data(stream, body, true);
            }
            return client.response(stream);
        }
    }
}
