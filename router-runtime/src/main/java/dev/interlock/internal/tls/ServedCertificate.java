package dev.interlock.internal.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that handshakes use. Safe for use by several threads.
 *
 * @param chain the certificate first, then its issuers; empty if a key manager supplies the certificate
 */
record ServedCertificate(SslContext context, List<X509Certificate> chain, OcspResponse ocspResponse) {
    /**
     * Creates the handler of a connection. Returns null if the certificate was replaced and released in the meantime.
     */
    @Nullable
    SslHandler newHandler(ByteBufAllocator allocator) {
        try {
            ReferenceCountUtil.retain(context);
        } catch (IllegalReferenceCountException e) {
            return null;
        }
        try {
            SslHandler handler = context.newHandler(allocator);
            // TlsSession enforces the time limit. Netty would need a timer for each connection.
            handler.setHandshakeTimeoutMillis(0);
            ocspResponse.addTo(handler);
            return handler;
        } finally {
            ReferenceCountUtil.release(context);
        }
    }

    /** Releases the certificate. New connections cannot use it, but connections that use it keep it. */
    void release() {
        ReferenceCountUtil.release(context);
    }
}
