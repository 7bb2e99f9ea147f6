package dev.interlock.internal.http1;

import dev.interlock.http.TlsConnection;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TLS of a connection, for tests that need nothing of it except that it is there. */
enum SomeTls implements TlsConnection {
    CONNECTION;

    @Override
    public String protocol() {
        return "TLSv1.3";
    }

    @Override
    public String cipherSuite() {
        return "TLS_AES_128_GCM_SHA256";
    }

    @Override
    public @Nullable String serverName() {
        return null;
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        return List.of();
    }

    @Override
    public @Nullable String clientSubject() {
        return null;
    }

    @Override
    public List<String> clientDnsNames() {
        return List.of();
    }

    @Override
    public List<String> clientUris() {
        return List.of();
    }
}
