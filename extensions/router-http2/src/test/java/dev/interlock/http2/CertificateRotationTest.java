package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.observe.TlsState;
import dev.interlock.server.HttpServer;
import dev.interlock.server.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Certificates change while clients send requests by HTTP/2. Netty's leak detection is paranoid in all tests, so a
 * buffer that nobody releases fails this class.
 */
@Timeout(900)
final class CertificateRotationTest {
    private static final int STREAMS = 10;

    @TempDir
    private Path folder;

    private TestCertificate first;
    private TestCertificate second;
    /** TLS of the clients. Some of their handshakes resume a session that began with an earlier certificate. */
    private SSLContext client;

    @BeforeEach
    void writeCertificates() throws Exception {
        first = new TestCertificate(Files.createDirectory(folder.resolve("first")));
        second = new TestCertificate(Files.createDirectory(folder.resolve("second")));
        client = TestCertificate.clientContext(first, second);
        use("first");
    }

    /** Points the symbolic link to the server's files to a directory, as Kubernetes does for a mounted secret. */
    private void use(String directory) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("next"), Path.of(directory));
        Files.move(link, folder.resolve("used"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private HttpServer start(String engine) {
        Path used = folder.resolve("used");
        return Http2Servers.builder(TestRoutes.of(Path.of("none")))
                .tls(Tls.certificate(used.resolve("chain.pem"), used.resolve("key.pem")))
                .arguments("--tls-engine", engine, "--tls-reload-interval=1ms")
                .protocol(Http2.protocol())
                .start();
    }

    private static SSLSocket connect(SSLContext client, HttpServer server) throws IOException {
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", server.port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
        return socket;
    }

    private static void request(FrameClient connection) throws IOException {
        int[] streams = new int[STREAMS];
        for (int i = 0; i < STREAMS; i++) {
            streams[i] = i % 2 == 0 ? connection.get("/hello") : connection.post("/echo", new byte[1000]);
        }
        for (int i = 0; i < STREAMS; i++) {
            assertThat(connection.response(streams[i]).bytes.size()).isEqualTo(i % 2 == 0 ? 5 : 1000);
        }
    }

    /** Until the test is over, sends each request on a kept connection, and again on a new connection. */
    private void load(HttpServer server, AtomicBoolean over, Semaphore rounds) throws IOException {
        try (FrameClient kept = new FrameClient(connect(client, server)).start()) {
            while (!over.get()) {
                request(kept);
                try (FrameClient fresh = new FrameClient(connect(client, server)).start()) {
                    request(fresh);
                }
                rounds.release();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "openssl"})
    void losesNoStream(String engine) throws Exception {
        rotate(engine, 2);
    }

    @Tag("tls")
    @ParameterizedTest
    @ValueSource(strings = {"jdk", "openssl"})
    void losesNoStreamInThousandRotations(String engine) throws Exception {
        rotate(engine, 1000);
    }

    private void rotate(String engine, int rotations) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Semaphore rounds = new Semaphore(0);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try (HttpServer server = start(engine)) {
            Thread load = new Thread(() -> {
                try {
                    load(server, over, rounds);
                } catch (Throwable e) {
                    failure.set(e);
                    rounds.release(rotations);
                }
            });
            load.start();
            for (int i = 0; i < rotations; i++) {
                rotate(server, i % 2 == 0 ? second : first, i % 2 == 0 ? "second" : "first");
                rounds.acquire();
            }
            over.set(true);
            load.join();
            assertThat(failure.get()).isNull();
            TlsState state = server.state().tls().get(0);
            assertThat(state.reloads()).isEqualTo(rotations);
            assertThat(state.failedHandshakes()).isEqualTo(0);
        }
    }

    private void rotate(HttpServer server, TestCertificate next, String directory) throws Exception {
        TlsState state = server.state().tls().get(0);
        long before = state.reloads();
        use(directory);
        while (state.reloads() == before) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        // A new context has no session to resume.
        SSLSocket socket = connect(TestCertificate.clientContext(first, second), server);
        try (FrameClient fresh = new FrameClient(socket).start()) {
            X509Certificate served = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertThat(served).isEqualTo(next.certificate());
            request(fresh);
        }
    }
}
