package dev.interlock.http;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a connection, as the handshake has negotiated it. All requests of a connection share this object. It stays
 * valid after the request. Safe for use by several threads.
 *
 * <pre>{@code
 * public boolean before(Request request, Response response) {
 *   TlsConnection tls = request.tls();
 *   if (tls != null && tls.clientUris().contains("spiffe://shop/billing")) {
 *     request.setPrincipal(Service.BILLING);
 *   }
 *   return true;
 * }
 * }</pre>
 */
public interface TlsConnection {
    /** Returns the version: {@code TLSv1.2} or {@code TLSv1.3}. */
    String protocol();

    /** Returns the name of the cipher suite, such as {@code TLS_AES_128_GCM_SHA256}. */
    String cipherSuite();

    /** Returns the host name for which the client asked (RFC 6066 section 3), in lower case; null if it named none. */
    @Nullable
    String serverName();

    /**
     * Returns the certificates of the client, its own first, then those that certify it. They are verified: the server
     * trusts their authority, and none has expired. Empty if the client has presented none.
     */
    List<X509Certificate> clientCertificates();

    /**
     * Returns the subject of the client's own certificate, such as {@code CN=billing,O=Shop} (RFC 4514); null if the
     * client has presented none.
     */
    @Nullable
    String clientSubject();

    /** Returns the DNS names in the subject alternative name of the client's own certificate; empty if it has none. */
    List<String> clientDnsNames();

    /**
     * Returns the URIs in the subject alternative name of the client's own certificate, such as a SPIFFE id; empty if
     * it has none.
     */
    List<String> clientUris();
}
