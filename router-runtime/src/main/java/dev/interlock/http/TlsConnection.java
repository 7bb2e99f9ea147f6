package dev.interlock.http;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a connection: the result of its handshake. All requests of a connection share this object. It stays valid
 * after the request. Safe for use by several threads.
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
    /** Returns the version of TLS: {@code TLSv1.2} or {@code TLSv1.3}. */
    String protocol();

    /** Returns the name of the cipher suite, such as {@code TLS_AES_128_GCM_SHA256}. */
    String cipherSuite();

    /** Returns the host name that the client has asked for (RFC 6066 section 3), in lowercase; null if none. */
    @Nullable
    String serverName();

    /**
     * Returns the certificate of the client, followed by its issuers. The server has verified them in the handshake: it
     * trusts their authority, and none had expired. Empty if the client has presented none.
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
