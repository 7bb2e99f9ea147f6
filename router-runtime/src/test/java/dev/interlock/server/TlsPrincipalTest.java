package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.filter.FilteredRouter;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Filter;
import dev.interlock.http.Principal;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.TlsConnection;
import dev.interlock.server.RawClient.RawResponse;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The subject of a client's certificate is the principal of its requests. */
@Timeout(60)
final class TlsPrincipalTest implements Filter {
    @TempDir
    private Path folder;

    /** Service whose certificate has this subject. */
    private record Service(String name) implements Principal {
        @Override
        public boolean hasRole(String role) {
            return name.equals("CN=" + role + ".example");
        }
    }

    @Override
    public boolean before(Request request, Response response) {
        TlsConnection tls = request.tls();
        String subject = tls == null ? null : tls.clientSubject();
        if (subject != null) {
            request.setPrincipal(new Service(subject));
        }
        return true;
    }

    private RawResponse send(HttpServer server, @Nullable X509Bundle own) throws IOException {
        try (RawClient client = new RawClient(TlsFiles.connect(TlsFiles.client(own), server.port(), "a.example"))) {
            // The principal belongs to each request, and not to the connection.
            client.get("/hello").response();
            return client.get("/billing").response();
        }
    }

    private static X509Bundle certificate(String name) throws Exception {
        return TlsFiles.issue(
                TlsFiles.certificate(name).addExtendedKeyUsageClientAuth().ecp256());
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void subjectDecides(String engine) throws Exception {
        TlsFiles files = new TlsFiles(folder);
        files.write("a", "a.example");
        FilteredRouter router = FilteredRouter.with(this)
                .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                .get("/billing", (request, response) -> {
                    request.requireRole("billing");
                    Results.writeText(response, request.principal(Service.class).name());
                })
                .router();
        try (HttpServer server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .tls(files.tls("a").withOptionalClientCertificates(files.authorities()))
                .arguments("--tls-engine", engine)
                .start()) {
            assertThat(send(server, certificate("billing.example")).body()).isEqualTo("CN=billing.example");
            assertThat(send(server, certificate("other.example")).status()).isEqualTo(403);
            assertThat(send(server, null).status()).isEqualTo(401);
        }
    }
}
