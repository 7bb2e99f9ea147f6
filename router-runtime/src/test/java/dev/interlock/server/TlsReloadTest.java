package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.observe.TlsState;
import dev.interlock.testing.HandlerRouter;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates change while a server runs. */
@Timeout(900)
final class TlsReloadTest {
    @TempDir
    private Path folder;

    private TlsFiles files;
    private @Nullable HttpServer server;

    @BeforeEach
    void writeCertificates() throws IOException {
        files = new TlsFiles(folder);
        files.write("first", "first.example", "shop.example");
        files.write("second", "second.example", "shop.example");
        use("first");
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    /** Puts a certificate into the files that the server reads. */
    private void use(String certificate) throws IOException {
        Files.copy(files.chain(certificate), files.chain("used"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(files.key(certificate), files.key("used"), StandardCopyOption.REPLACE_EXISTING);
    }

    private HttpServer start(String engine, Tls tls, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--tls-engine", engine));
        // Without this argument, a timer could read the files while a test writes them.
        all.addAll(arguments.length == 0 ? List.of("--tls-reload-interval=0") : List.of(arguments));
        HttpServer started = HttpServer.builder(HandlerRouter.with()
                        .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                        .router())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .tls(tls)
                .arguments(all.toArray(new String[0]))
                .start();
        server = started;
        return started;
    }

    private static String subject(HttpServer server) throws IOException {
        return subject(connect(server, null));
    }

    private static String subject(SSLSocket connected) throws IOException {
        try (SSLSocket socket = connected) {
            X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return own.getSubjectX500Principal().getName();
        }
    }

    private static TlsState state(HttpServer server) {
        return server.state().tls().get(0);
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void usesFirstCertificateAgain(String engine) throws IOException {
        HttpServer started = start(engine, files.tls("used"));
        try (RawClient early = new RawClient(TlsFiles.connect(started.port(), "shop.example"))) {
            assertThat(subject(started)).isEqualTo("CN=first.example");
            use("second");
            started.reloadTls();
            assertThat(subject(started)).isEqualTo("CN=second.example");
            use("first");
            started.reloadTls();
            started.reloadTls();
            assertThat(subject(started)).isEqualTo("CN=first.example");
            assertThat(early.get("/hello").response().body()).isEqualTo("hello");
        }
        assertThat(state(started).reloads()).isEqualTo(2);
        assertThat(state(started).expiry().isPresent()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void keepsCertificateIfFileIsBroken(String engine) throws IOException {
        HttpServer started = start(engine, files.tls("used"));
        try (CapturedLog log = new CapturedLog()) {
            Files.copy(files.key("second"), files.key("used"), StandardCopyOption.REPLACE_EXISTING);
            started.reloadTls();
            started.reloadTls();
            assertThat(subject(started)).isEqualTo("CN=first.example");
            assertThat(log.lines("the old ones stay in use")).hasSize(1);
            assertThat(log.lines("the old ones stay in use").get(0)).contains("does not belong to");
            Files.delete(files.key("used"));
            started.reloadTls();
            started.reloadTls();
            assertThat(log.lines("does not exist")).hasSize(1);
        }
        assertThat(state(started).failedReloads()).isEqualTo(2);
        use("second");
        started.reloadTls();
        assertThat(subject(started)).isEqualTo("CN=second.example");
    }

    /** The first certificate, the second one, and the first one again. */
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void keepsClientAuthenticationAndChangesAuthorities(String engine) throws Exception {
        Path authorities = folder.resolve("clients.pem");
        Files.copy(files.authorities(), authorities);
        HttpServer started = start(engine, files.tls("used").withClientCertificates(authorities));
        X509Bundle client = TlsFiles.issue(TlsFiles.certificate("client.example")
                .addExtendedKeyUsageClientAuth()
                .ecp256());
        try (RawClient early = new RawClient(connect(started, client))) {
            assertThat(early.get("/hello").response().body()).isEqualTo("hello");
            for (String certificate : List.of("second", "first")) {
                use(certificate);
                started.reloadTls();
                assertThat(subject(connect(started, client))).isEqualTo("CN=" + certificate + ".example");
                assertThat(hello(started, client)).isEqualTo("hello");
                assertThrows(IOException.class, () -> hello(started, null));
                assertThrows(IOException.class, () -> hello(started, TlsFiles.stranger()));
            }
            Files.writeString(authorities, TlsFiles.authority("CN=Other").getCertificatePEM());
            started.reloadTls();
            assertThrows(IOException.class, () -> hello(started, client));
            assertThat(early.get("/hello").response().body()).isEqualTo("hello");
        }
    }

    private static SSLSocket connect(HttpServer server, @Nullable X509Bundle own) throws IOException {
        return TlsFiles.connect(TlsFiles.client(own), server.port(), "shop.example");
    }

    private static String hello(HttpServer server, @Nullable X509Bundle own) throws IOException {
        try (RawClient client = new RawClient(connect(server, own))) {
            return client.get("/hello").response().body();
        }
    }

    /** Changes the certificate to the second one and back. A connection stays open meanwhile. */
    private void requireReloads(HttpServer started, Callable<?> trigger) throws Exception {
        try (RawClient early = new RawClient(connect(started, null))) {
            for (String certificate : List.of("second", "first")) {
                long before = state(started).reloads();
                use(certificate);
                trigger.call();
                while (state(started).reloads() == before
                        || !subject(started).equals("CN=" + certificate + ".example")) {
                    Thread.sleep(1);
                }
                assertThat(early.get("/hello").response().body()).isEqualTo("hello");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void noticesChangedFiles(String engine) throws Exception {
        requireReloads(start(engine, files.tls("used"), "--tls-reload-interval=1ms"), () -> null);
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void readsFilesAtHangup(String engine) throws Exception {
        String pid = String.valueOf(ProcessHandle.current().pid());
        requireReloads(
                start(engine, files.tls("used")),
                () -> new ProcessBuilder("kill", "-HUP", pid).start().waitFor());
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void losesNoRequest(String engine) throws Exception {
        rotate(engine, 10);
    }

    @Tag("heavy")
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void losesNoRequestInThousandRotations(String engine) throws Exception {
        rotate(engine, 1000);
    }

    /** Changes the certificate repeatedly. Meanwhile, one client keeps its connection, and another one reconnects. */
    private void rotate(String engine, int rotations) throws Exception {
        HttpServer started = start(engine, files.tls("used"));
        AtomicBoolean over = new AtomicBoolean();
        Semaphore served = new Semaphore(0);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread client = new Thread(() -> {
            try (RawClient kept = new RawClient(TlsFiles.connect(started.port(), "shop.example"))) {
                while (!over.get()) {
                    assertThat(kept.get("/hello").response().body()).isEqualTo("hello");
                    try (RawClient fresh = new RawClient(TlsFiles.connect(started.port(), "shop.example"))) {
                        assertThat(fresh.get("/hello").response().body()).isEqualTo("hello");
                    }
                    served.release();
                }
            } catch (Throwable e) {
                failure.set(e);
                served.release(rotations);
            }
        });
        client.start();
        for (int i = 0; i < rotations; i++) {
            use(i % 2 == 0 ? "second" : "first");
            started.reloadTls();
            served.acquire();
        }
        over.set(true);
        client.join();
        assertThat(failure.get()).isNull();
        assertThat(state(started).reloads()).isEqualTo(rotations);
        assertThat(state(started).failedHandshakes()).isEqualTo(0);
    }
}
