package dev.interlock.internal.tls;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;

/**
 * Response of an OCSP responder in DER, or no response. The server staples it to its certificate (RFC 6066 section 8).
 */
final class OcspResponse {
    static final OcspResponse NONE = new OcspResponse(new byte[0]);

    private final byte[] der;

    OcspResponse(byte[] der) {
        this.der = der.clone();
    }

    boolean isPresent() {
        return der.length > 0;
    }

    /** Adds the response, if there is one, to a handshake that has not begun. */
    void addTo(SslHandler handler) {
        if (isPresent()) {
            ((ReferenceCountedOpenSslEngine) handler.engine()).setOcspResponse(der);
        }
    }
}
