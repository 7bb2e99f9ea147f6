package dev.interlock.example.shop;

import dev.interlock.http2.TestCertificate;
import dev.interlock.server.HttpServer;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Protocol between a client and the shop. */
enum Wire {
    HTTP_1_1,
    /** HTTP/2 without TLS, by prior knowledge. */
    HTTP_2,
    /** HTTP/2 that TLS negotiates. */
    HTTP_2_OVER_TLS;

    /** Certificate of all tests. The class is loaded when a test needs TLS. */
    private static final class Shared {
        static final TestCertificate CERTIFICATE = create();

        private static TestCertificate create() {
            try {
                Path folder = Files.createTempDirectory("shop-certificate");
                folder.toFile().deleteOnExit();
                TestCertificate certificate = new TestCertificate(folder);
                certificate.chain().toFile().deleteOnExit();
                certificate.key().toFile().deleteOnExit();
                return certificate;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Returns the certificate for localhost that all tests of this process share. */
    static TestCertificate certificate() {
        return Shared.CERTIFICATE;
    }

    private boolean isSecure() {
        return this == HTTP_2_OVER_TLS;
    }

    /**
     * Starts a server of the shop. With TLS, it speaks only TLS. Otherwise, it speaks HTTP/1.1 and HTTP/2. The caller
     * closes it.
     */
    HttpServer serve(RunningShop shop) {
        return isSecure() ? shop.serve(certificate().tls()) : shop.serve();
    }

    /** Returns the address of a server, without a path. */
    String origin(HttpServer server) {
        return (isSecure() ? "https" : "http") + "://localhost:" + server.port();
    }

    /** Returns the first line that curl prints for a response. In HTTP/2, it has no reason. */
    String statusLine(int status, String reason) {
        return this == HTTP_1_1 ? "HTTP/1.1 " + status + " " + reason : "HTTP/2 " + status + " ";
    }

    /** Returns the options of curl for this protocol. */
    List<String> curlOptions() {
        return switch (this) {
            case HTTP_1_1 -> List.of("--http1.1");
            case HTTP_2 -> List.of("--http2-prior-knowledge");
            case HTTP_2_OVER_TLS ->
                List.of("--http2", "--cacert", certificate().chain().toString());
        };
    }

    /** Returns the protocol by its name in the JDK's client, which knows HTTP/2 only over TLS. */
    Version jdkVersion() {
        return isSecure() ? Version.HTTP_2 : Version.HTTP_1_1;
    }

    /** Creates a client of the JDK. */
    HttpClient jdkClient() {
        HttpClient.Builder builder = HttpClient.newBuilder().version(jdkVersion());
        try {
            return isSecure()
                    ? builder.sslContext(certificate().clientContext()).build()
                    : builder.build();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
