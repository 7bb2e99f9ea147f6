package dev.interlock.internal.http1;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.internal.engine.ServedRequest;
import dev.interlock.server.CapturedLog;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.RawClient.RawResponse;
import dev.interlock.server.TestRouter;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every problem document contains the id of its request, and so does the log. */
@Timeout(60)
final class ProblemsTest {
    private static final String HOST = " HTTP/1.1\r\nHost: a\r\n";
    private static final Pattern ID = Pattern.compile("\"requestId\":\"([0-9a-f]{16})\"}$");

    private HttpServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.builder(new TestRouter())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
        client = new RawClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private static String id(RawResponse response) {
        Matcher id = ID.matcher(response.body());
        assertWithMessage(response.body()).that(id.find()).isTrue();
        return id.group(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, /none, GET, ''",
        "405, /hello, POST, ''",
        "415, /text, POST, 'Content-Type: text/html\r\nContent-Length: 1\r\n'",
        "406, /text, POST, 'Content-Length: 0\r\nAccept: image/png\r\n'",
        "413, /text, POST, 'Content-Type: text/plain\r\nContent-Length: 11\r\n'",
        "417, /text, POST, 'Expect: more\r\n'",
        "400, /%zz, GET, ''",
        "501, /hello, BREW, ''",
        "410, /gone, GET, ''",
        "500, /throw, GET, ''",
    })
    void aProblemTellsPathAndId(int status, String path, String method, String fields) throws IOException {
        String lines = fields.replace("\\r", "\r").replace("\\n", "\n");
        RawResponse response = client.send(method + " " + path + "?secret=1" + HOST + lines + "\r\nx")
                .response();
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.isProblem()).isTrue();
        assertThat(response.body()).contains(",\"instance\":\"" + path + "\",");
        assertThat(id(response)).isNotEmpty();
    }

    @Test
    void rejectionOfBodyHasPathAndId() throws IOException {
        client.send("POST /text" + HOST + "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n");
        RawResponse response = client.response();
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.isProblem()).isTrue();
        assertThat(response.body()).contains(",\"instance\":\"/text\",");
        assertThat(id(response)).isNotEmpty();
    }

    @Test
    void malformedHeadHasOnlyId() throws IOException {
        RawResponse response = client.send("GET /hello" + HOST + "x y\r\n\r\n").response();
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.isProblem()).isTrue();
        assertThat(response.body()).doesNotContain("instance");
        assertThat(id(response)).isNotEmpty();
    }

    @Test
    void logsMalformedHeadWithIdAtDebug() throws Exception {
        CapturedLog.debug(ServedRequest.class, true);
        try (CapturedLog log = new CapturedLog()) {
            RawResponse response =
                    client.send("GET /hello" + HOST + "x y\r\n\r\n").response();
            assertThat(log.lines(id(response))).hasSize(1);
            assertThat(log.lines(id(response)).get(0)).contains("DEBUG");
        } finally {
            CapturedLog.debug(ServedRequest.class, false);
        }
    }

    @Test
    void usesPlainJsonTypeOnRequest() throws IOException {
        RawResponse response = client.send("GET /none" + HOST + "Accept: application/json\r\n\r\n")
                .response();
        assertThat(response.fields()).containsEntry("content-type", "application/json");
        assertThat(client.get("/none").response().isProblem()).isTrue();
    }

    @Test
    void logsUnexpectedFailureOnceAndHidesIt() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            RawResponse response = client.get("/throw").response();
            List<String> lines = log.lines(id(response));
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0)).contains("ERROR");
            assertThat(lines.get(0)).contains("GET /throw in test.Handlers.fail failed");
            assertThat(log.lines("IllegalStateException: a secret")).hasSize(1);
            assertThat(response.body())
                    .isEqualTo("{\"title\":\"Internal Server Error\",\"status\":500,\"instance\":\"/throw\","
                            + "\"requestId\":\"" + id(response) + "\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gone", "/none", "/%zz"})
    void mistakesOfClientsAreNotLogged(String path) throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(client.get(path).response().status()).isIn(List.of(400, 404, 410));
            assertThat(log.lines()).isEmpty();
        }
    }
}
