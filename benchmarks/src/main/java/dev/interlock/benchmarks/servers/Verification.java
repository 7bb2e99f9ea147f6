package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.load.ConnectionPlan;
import dev.interlock.benchmarks.load.Exchange;
import dev.interlock.benchmarks.load.OpenLoop;
import dev.interlock.benchmarks.load.Protocol;
import dev.interlock.benchmarks.process.StartedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Checks that a server implements the shop. Requests every route with the JDK's client, and compares status, content
 * type and body. That client cannot use HTTP/2 by prior knowledge. There, the suite's own load checks status and body.
 */
final class Verification {
    private static final long SEED = 7;
    private static final int REQUESTS_PER_ROUTE = 3;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http1;
    private final HttpClient http2;
    private final List<Exchange> probes = new ArrayList<>();

    Verification(List<Route> routes, SSLContext tls) {
        Random random = new Random(SEED);
        for (int i = 0; i < REQUESTS_PER_ROUTE; i++) {
            routes.forEach(route -> probes.add(Workload.random(route, random)));
        }
        http1 = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .sslContext(tls)
                .build();
        http2 = HttpClient.newBuilder().version(Version.HTTP_2).sslContext(tls).build();
    }

    /** Returns a context that trusts only the certificate of the servers. */
    static SSLContext trusting(Certificate certificate) throws IOException {
        try (InputStream in = Files.newInputStream(certificate.chain())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate " + certificate.chain() + " cannot be used", e);
        }
    }

    /** Returns the first difference of the responses over HTTP/1.1, or an empty string if there is none. */
    String difference(int port) throws IOException, InterruptedException {
        return difference(http1, "http://127.0.0.1:" + port, Version.HTTP_1_1);
    }

    /** Returns the first difference of the responses over HTTP/2 and TLS, or an empty string if there is none. */
    String differenceOfProtocols(StartedServer server) throws IOException, InterruptedException {
        try (OpenLoop loop =
                new OpenLoop(Ports.of(server, Protocol.H2C), probes, ConnectionPlan.kept(Protocol.H2C, 1, 1))) {
            loop.run(probes.size(), 1);
        } catch (IllegalStateException e) {
            return "HTTP/2: " + e.getMessage();
        }
        String origin = "https://127.0.0.1:" + Ports.of(server, Protocol.H2_TLS);
        String difference = difference(http1, origin, Version.HTTP_1_1);
        return difference.isEmpty() ? difference(http2, origin, Version.HTTP_2) : difference;
    }

    private String difference(HttpClient client, String origin, Version version)
            throws IOException, InterruptedException {
        for (Exchange probe : probes) {
            HttpResponse<byte[]> response = ask(client, origin, probe);
            String type = response.headers().firstValue("content-type").orElse("");
            String actual = text(
                    response.statusCode(), probe.response().length == 0 ? probe.contentType() : type, response.body());
            String expected = text(probe.status(), probe.contentType(), probe.response());
            if (!actual.equals(expected)) {
                return probe.method() + " " + probe.target() + " is answered " + actual + " instead of " + expected;
            }
            if (response.version() != version) {
                return origin + " has " + response.version() + " instead of " + version;
            }
        }
        Exchange unknown = new Exchange("GET", "/v1/users/1/nothing/2", new byte[0], NOT_FOUND, "", new byte[0]);
        int status = ask(client, origin, unknown).statusCode();
        return status == NOT_FOUND ? "" : "An unknown path is answered " + status;
    }

    private static String text(int status, String type, byte[] body) {
        return status + " " + type + " " + HexFormat.of().formatHex(body);
    }

    private static HttpResponse<byte[]> ask(HttpClient client, String origin, Exchange probe)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + probe.target()))
                .timeout(PATIENCE)
                .method(
                        probe.method(),
                        probe.hasBody() ? BodyPublishers.ofByteArray(probe.body()) : BodyPublishers.noBody());
        if (probe.body().length > 0) {
            request.header("Content-Type", Exchange.PROTOBUF);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
