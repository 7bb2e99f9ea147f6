package dev.interlock.internal.tls;

import dev.interlock.http.TlsConnection;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Result of a handshake. Immutable. */
record NegotiatedTls(
        String protocol,
        String cipherSuite,
        @Nullable String serverName,
        List<X509Certificate> clientCertificates,
        @Nullable String clientSubject,
        List<String> clientDnsNames,
        List<String> clientUris)
        implements TlsConnection {
    /** Kind of a subject alternative name: uniformResourceIdentifier (RFC 5280 section 4.2.1.6). */
    private static final int URI = 6;

    static NegotiatedTls of(SSLSession session, @Nullable String serverName, TlsOptions options) {
        List<X509Certificate> client = options.hasClients() ? certificates(session) : List.of();
        String protocol = session.getProtocol();
        String suite = session.getCipherSuite();
        if (client.isEmpty()) {
            return new NegotiatedTls(protocol, suite, serverName, client, null, List.of(), List.of());
        }
        X509Certificate own = client.get(0);
        return new NegotiatedTls(
                protocol,
                suite,
                serverName,
                client,
                own.getSubjectX500Principal().getName(),
                Certificates.alternativeNames(own, Certificates.DNS_NAME),
                Certificates.alternativeNames(own, URI));
    }

    private static List<X509Certificate> certificates(SSLSession session) {
        List<X509Certificate> all = new ArrayList<>();
        try {
            for (Certificate each : session.getPeerCertificates()) {
                all.add((X509Certificate) each);
            }
        } catch (SSLPeerUnverifiedException e) {
            // The client has presented no certificate.
            return List.of();
        }
        return List.copyOf(all);
    }
}
