package dev.interlock.benchmarks.load;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * TLS client for all connections of a load. Offers only TLS 1.3. Uses BoringSSL if it is available on this machine, or
 * else the JDK.
 */
final class TlsClient implements Closeable {
    /**
     * Number of bytes from which a server's handshake is full. In a resumed handshake, a server sends about 240 bytes.
     * In a full one, it also sends a certificate and a signature, together at least 600 bytes.
     */
    private static final int FULL_HANDSHAKE_BYTES = 450;

    private static final double LEAST_RESUMED = 0.95;
    private static final String HOST = "127.0.0.1";

    private final SslContext context;
    private final ConnectionPlan plan;
    private int full;
    private int resumed;

    TlsClient(ConnectionPlan plan) throws IOException {
        this.plan = plan;
        SslContextBuilder builder = SslContextBuilder.forClient()
                // The load sends nothing secret, and only to servers that this suite has started.
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm("")
                .protocols("TLSv1.3")
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        plan.protocol().isHttp2() ? "h2" : "http/1.1"));
        if (OpenSsl.isAvailable()) {
            // BoringSSL always offers all ciphers of TLS 1.3. The first one is Protocol.CIPHER.
            builder.sslProvider(SslProvider.OPENSSL_REFCNT)
                    .option(OpenSslContextOption.GROUPS, new String[] {Protocol.GROUP});
        } else {
            builder.sslProvider(SslProvider.JDK).ciphers(List.of(Protocol.CIPHER));
        }
        context = builder.build();
    }

    /**
     * Returns the engine for a new connection. If the plan resumes sessions, the engine resumes the last session of the
     * connection that the new one replaces.
     *
     * @param place index of that connection
     */
    SSLEngine engine(int place) {
        // An engine stores its session by host and port. Without these, it stores none.
        return plan.resuming()
                ? context.newEngine(ByteBufAllocator.DEFAULT, HOST, 1 + place)
                : context.newEngine(ByteBufAllocator.DEFAULT);
    }

    /**
     * Counts a handshake.
     *
     * @param bytes number of bytes that the server has sent
     * @param protocol application protocol that the server has chosen; empty or null if none
     */
    void count(int bytes, @Nullable String protocol) throws IOException {
        if (plan.protocol().isHttp2() && !"h2".equals(protocol)) {
            throw new IOException("The server does not choose h2 by ALPN");
        }
        if (bytes < FULL_HANDSHAKE_BYTES) {
            resumed++;
        } else {
            full++;
        }
    }

    /**
     * Checks that handshakes were resumed if the plan says so, and full otherwise. The first connections have no
     * session to resume.
     */
    void check() throws IOException {
        int expected = plan.resuming() ? full + resumed - plan.connections() : 0;
        if (plan.resuming() ? resumed < LEAST_RESUMED * expected : resumed > 0) {
            throw new IOException(String.format(
                    Locale.ROOT, "The server has resumed %,d TLS sessions instead of %,d", resumed, expected));
        }
    }

    @Override
    public void close() {
        ReferenceCountUtil.release(context);
    }
}
