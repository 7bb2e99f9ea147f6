package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.server.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that no one here has written: the JDK's, and curl. */
@Timeout(60)
final class ClientsTest {
    @TempDir
    static Path folder;

    private static TestCertificate certificate;
    private static HttpServer plain;
    private static HttpServer secure;

    @BeforeAll
    static void start() throws Exception {
        Path file = Files.writeString(folder.resolve("file.txt"), "in a file, ".repeat(50_000));
        certificate = new TestCertificate(folder);
        plain = Http2Servers.start(TestRoutes.of(file));
        secure = Http2Servers.builder(TestRoutes.of(file))
                .tls(certificate.tls())
                .protocol(Http2.protocol())
                .start();
    }

    @AfterAll
    static void stop() {
        plain.close();
        secure.close();
    }

    private static HttpClient jdk() throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(certificate.clientContext())
                .build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + secure.port() + path));
    }

    @Test
    void clientOfTheJdkNegotiates() throws Exception {
        HttpClient client = jdk();
        HttpResponse<String> hello = client.send(request("/who").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(hello.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(hello.body()).isEqualTo("https localhost:" + secure.port());
        HttpResponse<String> tls = client.send(request("/tls").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(tls.body()).isEqualTo("TLSv1.3 localhost");
        HttpResponse<byte[]> large = client.send(request("/large").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(large.body()).hasLength(TestRoutes.LARGE_BYTES);
        HttpResponse<String> file = client.send(request("/file").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(file.body()).hasLength(550_000);
    }

    @Test
    void clientOfTheJdkSendsBodies() throws Exception {
        HttpClient client = jdk();
        byte[] body = new byte[1_500_000];
        Arrays.fill(body, (byte) 'x');
        HttpRequest.BodyPublisher publisher = HttpRequest.BodyPublishers.ofByteArray(body);
        for (String path : List.of("/echo", "/pipe")) {
            HttpResponse<byte[]> echo =
                    client.send(request(path).POST(publisher).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(echo.body()).isEqualTo(body);
        }
        HttpResponse<String> read =
                client.send(request("/read").POST(publisher).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(read.body()).isEqualTo("read 1500000");
        HttpResponse<String> missing = client.send(
                request("/missing").expectContinue(true).POST(publisher).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(missing.statusCode()).isEqualTo(404);
    }

    @Test
    void clientOfTheJdkSendsManyRequestsAtATime() throws Exception {
        HttpClient client = jdk();
        client.send(request("/hello").build(), HttpResponse.BodyHandlers.ofString());
        List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(" body " + i);
            responses.add(
                    client.sendAsync(request("/block?" + i).POST(body).build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (int i = 0; i < 50; i++) {
            assertThat(responses.get(i).join().body()).isEqualTo("POST /block?" + i + " body " + i);
        }
    }

    /** Without TLS, the client of the JDK asks for an upgrade, which the server ignores (RFC 9113 section 3.1). */
    @Test
    void clientOfTheJdkFallsBack() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plain.port() + "/hello"))
                .build();
        HttpResponse<String> hello = jdk().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(hello.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(hello.body()).isEqualTo("hello");
    }

    /** The port with TLS speaks HTTP/1.1 to clients that choose it by ALPN, and to those without ALPN. */
    @Test
    void clientsMayChooseHttp1() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(certificate.clientContext())
                .build();
        HttpResponse<String> hello = client.send(request("/hello").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(hello.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(hello.body()).isEqualTo("hello");
        String url = "https://localhost:" + secure.port() + "/hello";
        String chain = certificate.chain().toString();
        assertThat(curl("--cacert", chain, "--http1.1", url)).isEqualTo("1.1 200 5");
        assertThat(curl("--cacert", chain, "--no-alpn", url)).isEqualTo("1.1 200 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 200 5 /hello",
                "2 200 1000000 /large",
                "2 200 100000 /buffer",
                "2 200 550000 /file",
                "2 200 35 /parts",
                "2 204 0 /nothing",
                "2 404 128 /missing"
            })
    void curlGets(String row) throws Exception {
        String[] parts = row.split(" ", -1);
        String expected = parts[0] + " " + parts[1] + " " + parts[2];
        assertThat(curl("--http2-prior-knowledge", "http://127.0.0.1:" + plain.port() + parts[3]))
                .isEqualTo(expected);
        String secureUrl = "https://localhost:" + secure.port() + parts[3];
        assertThat(curl("--cacert", certificate.chain().toString(), secureUrl)).isEqualTo(expected);
    }

    @Test
    void curlPosts() throws Exception {
        Path body = Files.write(folder.resolve("body"), new byte[1_234_567]);
        String url = "http://127.0.0.1:" + plain.port() + "/pipe";
        assertThat(curl("--http2-prior-knowledge", "--data-binary", "@" + body, url))
                .isEqualTo("2 200 1234567");
    }

    private static String curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl", "-s", "-m", "30", "-o", "/dev/null", "-w", "%{http_version} %{http_code} %{size_download}"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }
}
