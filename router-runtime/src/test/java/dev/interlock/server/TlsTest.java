package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.filter.SecurityHeaders;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.TlsConnection;
import dev.interlock.server.RawClient.RawResponse;
import dev.interlock.testing.HandlerRouter;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests TLS over real connections, with both engines. */
final class TlsTest {
    private static final String BIG = "0123456789abcdef".repeat(64 * 1024);

    @TempDir
    private Path folder;

    private TlsFiles files;
    private @Nullable HttpServer server;

    @BeforeEach
    void writeCertificates() throws IOException {
        files = new TlsFiles(folder);
        files.write("a", "a.example", "*.wild.example");
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private static HandlerRouter router() {
        return HandlerRouter.with()
                .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                .get("/big", (request, response) -> Results.writeText(response, BIG))
                .get("/tls", TlsTest::describe)
                .get("/secured", (request, response) -> {
                    SecurityHeaders.standard().finish(request, response);
                    Results.writeText(response, "secured");
                })
                .post(
                        "/echo",
                        (request, response) ->
                                Results.writeText(response, request.body().toString()),
                        route -> route.maxBody(2_000_000))
                .router();
    }

    private static void describe(Request request, Response response) {
        TlsConnection tls = request.tls();
        Results.writeText(
                response,
                tls == null
                        ? request.scheme()
                        : request.scheme() + " " + tls.protocol() + " " + tls.serverName() + " " + tls.clientSubject()
                                + " " + tls.clientDnsNames() + " " + tls.clientUris());
    }

    private static ServerBuilder builder() {
        return HttpServer.builder(router()).host("127.0.0.1").port(0).eventLoopThreads(1);
    }

    private HttpServer start(String engine, Tls tls) {
        ServerBuilder builder = builder().tls(tls).arguments("--tls-engine", engine);
        HttpServer started = builder.start();
        server = started;
        return started;
    }

    private RawClient connect(String name) throws IOException {
        return new RawClient(TlsFiles.connect(port(), name));
    }

    private int port() {
        HttpServer current = server;
        if (current == null) {
            throw new IllegalStateException("There is no server");
        }
        return current.port();
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void servesRequests(String engine) throws IOException {
        start(engine, files.tls("a"));
        try (RawClient client = connect("a.example")) {
            assertThat(client.get("/hello").response().body()).isEqualTo("hello");
            assertThat(client.get("/tls").response().body()).isEqualTo("https TLSv1.3 a.example null [] []");
            assertThat(client.get("/big").response().body()).isEqualTo(BIG);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void speaksTls12(String engine) throws IOException {
        start(engine, files.tls("a"));
        SSLSocket socket = TlsFiles.connect(TlsFiles.client(null), port(), "a.example", "TLSv1.2");
        try (RawClient client = new RawClient(socket)) {
            assertThat(client.get("/tls").response().body()).isEqualTo("https TLSv1.2 a.example null [] []");
            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void readsLargeBodiesAndPipelines(String engine) throws IOException {
        start(engine, files.tls("a"));
        try (RawClient client = connect("a.example")) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + BIG.length() + "\r\n\r\n" + BIG);
            client.get("/hello").get("/tls");
            assertThat(client.response().body()).isEqualTo(BIG);
            assertThat(client.response().body()).isEqualTo("hello");
            assertThat(client.response().body()).contains("https");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void choosesCertificatesByName(String engine) throws IOException {
        files.write("b", "b.example");
        start(engine, files.tls("a").withCertificate(files.chain("b"), files.key("b")));
        assertThat(subject("a.example")).isEqualTo("CN=a.example");
        assertThat(subject("b.example")).isEqualTo("CN=b.example");
        assertThat(subject("one.wild.example")).isEqualTo("CN=a.example");
        assertThat(subject("unknown.example")).isEqualTo("CN=a.example");
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void rejectsUnknownNames(String engine) throws IOException {
        start(engine, files.tls("a").rejectingUnknownNames());
        assertThat(subject("A.example")).isEqualTo("CN=a.example");
        assertThat(subject("one.wild.example")).isEqualTo("CN=a.example");
        SSLException failure = assertThrows(SSLException.class, () -> subject("two.one.wild.example"));
        assertThat(failure).hasMessageThat().contains("unrecognized_name");
    }

    private String subject(String name) throws IOException {
        try (SSLSocket socket = TlsFiles.connect(port(), name)) {
            X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return own.getSubjectX500Principal().getName();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void requiresClientCertificates(String engine) throws Exception {
        start(engine, files.tls("a").withClientCertificates(files.authorities()));
        X509Bundle known = TlsFiles.issue(TlsFiles.certificate("billing.example", "spiffe://shop/billing")
                .addExtendedKeyUsageClientAuth()
                .ecp256());
        try (RawClient client = new RawClient(TlsFiles.connect(TlsFiles.client(known), port(), "a.example"))) {
            assertThat(client.get("/tls").response().body())
                    .isEqualTo("https TLSv1.3 a.example CN=billing.example [billing.example] [spiffe://shop/billing]");
        }
        X509Bundle stranger = TlsFiles.stranger();
        assertThrows(IOException.class, () -> hello(stranger));
        assertThrows(IOException.class, () -> hello(null));
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void acceptsClientsWithoutCertificates(String engine) throws Exception {
        start(engine, files.tls("a").withOptionalClientCertificates(files.authorities()));
        assertThat(hello(null)).isEqualTo("hello");
        assertThrows(IOException.class, () -> hello(TlsFiles.stranger()));
    }

    private String hello(@Nullable X509Bundle own) throws IOException {
        // In TLS 1.3, a client learns only from its first read that the server has rejected its certificate.
        try (RawClient client = new RawClient(TlsFiles.connect(TlsFiles.client(own), port(), "a.example"))) {
            return client.get("/hello").response().body();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void closesWithCloseNotify(String engine) throws IOException {
        start(engine, files.tls("a"));
        try (RawClient client = connect("a.example")) {
            client.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(client.response().body()).isEqualTo("hello");
            // If close_notify were missing, the JDK's client would throw here.
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void respondsToClientsThatCloseTheirHalf(String engine) throws IOException {
        start(engine, files.tls("a"));
        SSLSocket socket = TlsFiles.connect(port(), "a.example");
        try (RawClient client = new RawClient(socket)) {
            client.get("/hello");
            socket.shutdownOutput();
            assertThat(client.response().body()).isEqualTo("hello");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void rejectsRequestsWithoutTls(String engine) throws IOException {
        HttpServer started = start(engine, files.tls("a"));
        String prior = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
        for (String request : List.of("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", "G", prior)) {
            try (RawClient client = new RawClient(port())) {
                RawResponse response = client.send(request).response();
                assertThat(response.status()).isEqualTo(400);
                assertThat(response.isProblem()).isTrue();
                assertThat(response.body()).contains("This port expects TLS");
                assertThat(client.isAtEnd()).isTrue();
            }
        }
        assertThat(started.state().tls().get(0).requestsWithoutTls()).isEqualTo(3);
    }

    /** The class path of the tests has netty-tcnative. */
    @ParameterizedTest
    @CsvSource({"jdk, the JDK", "openssl, BoringSSL of netty-tcnative", "auto, BoringSSL of netty-tcnative"})
    void logsEngineOnce(String setting, String engine) {
        try (CapturedLog log = new CapturedLog()) {
            ServerBuilder builder = builder().tls(files.tls("a"));
            HttpServer started =
                    (setting.equals("auto") ? builder : builder.arguments("--tls-engine", setting)).start();
            server = started;
            assertThat(log.lines("TLS by ")).hasSize(1);
            assertThat(log.lines("TLS by ").get(0)).contains("TLS by " + engine);
            assertThat(started.state().tls().get(0).engine()).startsWith(engine);
        }
    }

    @Test
    void closesTlsOnPlainPorts() throws IOException {
        server = builder().start();
        IOException failure = assertThrows(IOException.class, () -> TlsFiles.connect(port(), "a.example"));
        assertThat(failure).isInstanceOf(IOException.class);
        try (RawClient client = new RawClient(port())) {
            assertThat(client.get("/tls").response().body()).isEqualTo("http");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void sendsStrictTransportSecurity(String engine) throws IOException {
        start(engine, files.tls("a"));
        try (RawClient client = connect("a.example")) {
            assertThat(client.get("/secured").response().fields())
                    .containsEntry("strict-transport-security", "max-age=31536000; includeSubDomains");
        }
    }

    @Test
    void redirectsToTls() throws IOException {
        Endpoint plain = Endpoint.tcp("127.0.0.1", 0).withRedirectToTls();
        Endpoint published = Endpoint.tcp("127.0.0.1", 0).withRedirectToTls(443);
        HttpServer started = builder()
                .tls(files.tls("a"))
                .endpoint(plain)
                .endpoint(published)
                .start();
        server = started;
        try (RawClient client = new RawClient(started.port(plain))) {
            client.send("POST /a/b?c=d HTTP/1.1\r\nHost: a.example:80\r\nContent-Length: 1\r\n\r\nx");
            RawResponse response = client.response();
            assertThat(response.status()).isEqualTo(308);
            assertThat(response.fields()).containsEntry("location", "https://a.example:" + started.port() + "/a/b?c=d");
        }
        try (RawClient client = new RawClient(started.port(published))) {
            client.send("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
            assertThat(client.response().fields()).containsEntry("location", "https://[::1]/");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void readsPkcs12AndEncryptedKeys(String engine) throws Exception {
        X509Bundle bundle = TlsFiles.issue(TlsFiles.certificate("p12.example").rsa2048());
        start(
                engine,
                Tls.certificate(files.writePkcs12("p12", bundle, "secret")).withKeyPassword("secret"));
        assertThat(subject("p12.example")).isEqualTo("CN=p12.example");
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void usesKeyManagers(String engine) throws Exception {
        X509Bundle bundle =
                TlsFiles.issue(TlsFiles.certificate("manager.example").ecp256());
        javax.net.ssl.X509ExtendedKeyManager manager = (javax.net.ssl.X509ExtendedKeyManager)
                bundle.toKeyManagerFactory().getKeyManagers()[0];
        start(engine, Tls.keyManager(manager));
        assertThat(subject("manager.example")).isEqualTo("CN=manager.example");
    }

    @Test
    void takesCertificatesFromSettings() throws IOException {
        server = builder()
                .arguments("--tls-certificate=" + files.chain("a"), "--tls-key=" + files.key("a"), "--tls-engine=jdk")
                .start();
        assertThat(subject("a.example")).isEqualTo("CN=a.example");
    }

    @Test
    void rejectsSettingsThatDoNotFitTogether() {
        String chain = "--tls-certificate=" + files.chain("a");
        assertThat(refusal("--tls-key=" + files.key("a"))).contains(", but tls-certificate is not");
        assertThat(refusal(chain, "--tls-key=/a,/b")).contains("tls-key names 2 files");
        assertThat(refusal(chain, "--tls-client-ca=/a")).contains("tls-client-certificates is none (default)");
        assertThat(refusal(chain, "--tls-client-certificates=required")).contains("tls-client-ca names no file");
    }

    private static String refusal(String... arguments) {
        StartException failure = assertThrows(
                StartException.class, () -> builder().arguments(arguments).start());
        return String.valueOf(failure.getMessage());
    }

    @Test
    void explainsMistakes() throws IOException {
        files.write("b", "b.example");
        assertThat(refusal(Tls.certificate(files.chain("a"), files.key("b")))).contains("does not belong to");
        assertThat(refusal(Tls.certificate(folder.resolve("missing"), files.key("b"))))
                .contains("does not exist");
        assertThat(refusal(Tls.certificate(files.key("a"), files.key("a")))).contains("has no certificate");
        assertThat(refusal(Tls.certificate(files.chain("a")))).contains("has no private key");
        Files.writeString(files.chain("b"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(refusal(files.tls("b"))).contains("has a malformed certificate");
        assertThat(refusal(files.tls("a").withTicketKeys(files.chain("a"))))
                .contains("The TLS engine of the JDK takes no ticket keys");
    }

    private static String refusal(Tls tls) {
        StartException failure = assertThrows(
                StartException.class,
                () -> builder().tls(tls).arguments("--tls-engine=jdk").start());
        return String.valueOf(failure.getMessage());
    }

    @Test
    void rejectsTlsOnUnixSockets() {
        Endpoint endpoint = Endpoint.unix(folder.resolve("socket")).withTls(files.tls("a"));
        StartException failure = assertThrows(
                StartException.class, () -> builder().endpoint(endpoint).start());
        assertThat(failure).hasMessageThat().contains("a unix domain socket does not leave this machine");
    }

    @Test
    void failsHandshakesWithOldProtocols() {
        start("jdk", files.tls("a").onlyTls13());
        assertThrows(
                SSLHandshakeException.class,
                () -> TlsFiles.connect(TlsFiles.client(null), port(), "a.example", "TLSv1.2"));
    }
}
