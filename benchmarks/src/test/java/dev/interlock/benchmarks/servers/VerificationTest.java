package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the checks of servers, with a server of the JDK. */
final class VerificationTest {
    private static final byte[] BODY = "Hello, World!".getBytes(US_ASCII);

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/plaintext", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=utf-8");
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String difference(String... routes) throws IOException, InterruptedException, NoSuchAlgorithmException {
        return new Verification(Route.parse(List.of(routes)), SSLContext.getDefault())
                .difference(server.getAddress().getPort());
    }

    @Test
    void distinguishesOtherServer() throws Exception {
        assertThat(difference("GET /plaintext text Hello, World!")).isEmpty();
        assertThat(difference("GET /plaintext text Hello, Moon!")).contains("GET /plaintext is answered 200");
        assertThat(difference("GET /plaintext text Hello, World!", "GET /version text 1"))
                .contains("GET /version is answered 404");
    }
}
