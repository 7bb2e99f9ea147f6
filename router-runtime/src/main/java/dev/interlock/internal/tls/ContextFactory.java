package dev.interlock.internal.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Creates the TLS contexts of Netty, one for each certificate.
 *
 * @param applicationProtocols names of the protocols that ALPN can choose, the preferred one first
 * @param authorities certificates of the authorities that certify clients; empty if clients present no certificates
 * @param ticketKeys keys of session tickets, the newest first; empty for the JDK, which creates its own
 */
record ContextFactory(
        TlsOptions options,
        TlsEngine engine,
        List<String> applicationProtocols,
        List<X509Certificate> authorities,
        List<OpenSslSessionTicketKey> ticketKeys) {
    /** Suites with forward secrecy and authenticated encryption. The first three are for TLS 1.3. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final String TLS_1_3 = "TLSv1.3";
    private static final String TLS_1_2 = "TLSv1.2";
    private static final long SESSION_SECONDS = 24L * 60 * 60;
    /** Limit on the sessions that the JDK keeps for clients without tickets. */
    private static final int MOST_SESSIONS = 2048;

    ServedCertificate create(LoadedCertificate certificate) throws TlsException {
        X509Certificate[] chain = certificate.chain().toArray(new X509Certificate[0]);
        boolean staples = certificate.ocspResponse().isPresent();
        SslContext context = create(SslContextBuilder.forServer(certificate.key(), chain), staples);
        return new ServedCertificate(context, certificate.chain(), certificate.ocspResponse());
    }

    /** Creates the context for the key manager of the options. */
    ServedCertificate ofKeyManager() throws TlsException {
        SslContext context = create(SslContextBuilder.forServer(options.keyManager()), false);
        return new ServedCertificate(context, List.of(), OcspResponse.NONE);
    }

    private SslContext create(SslContextBuilder builder, boolean staples) throws TlsException {
        builder.sslProvider(engine.provider())
                .protocols(options.onlyTls13() ? List.of(TLS_1_3) : List.of(TLS_1_3, TLS_1_2))
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        applicationProtocols))
                .sessionTimeout(SESSION_SECONDS)
                .sessionCacheSize(MOST_SESSIONS)
                .enableOcsp(staples);
        if (options.hasClients()) {
            builder.clientAuth(options.needsClient() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL)
                    .trustManager(authorities);
        }
        try {
            SslContext context = builder.build();
            if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
                sessions.setTicketKeys(ticketKeys.toArray(new OpenSslSessionTicketKey[0]));
                // A client without tickets must make a full handshake. A cache of sessions would be memory that clients
                // fill.
                sessions.setSessionCacheEnabled(false);
            }
            return context;
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsException(
                    "TLS cannot use the certificate: " + e.getMessage()
                            + ". Tip: use an RSA key of 2048 bits or more, or an EC key on P-256 or P-384",
                    e);
        }
    }
}
