package dev.interlock.peers.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.security.SecureRandom;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Adds the handlers of the protocol that a client has chosen in its TLS handshake. */
final class Alpn extends ApplicationProtocolNegotiationHandler {
    private final Consumer<ChannelPipeline> http1;
    private final Consumer<ChannelPipeline> http2;

    Alpn(Consumer<ChannelPipeline> http1, Consumer<ChannelPipeline> http2) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.http1 = http1;
        this.http2 = http2;
    }

    /** Returns a context that uses BoringSSL and session tickets. */
    static SslContext context(String certificate, String key) throws SSLException {
        SslContext context = SslContextBuilder.forServer(new File(certificate), new File(key))
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .build();
        ((ReferenceCountedOpenSslContext) context)
                .sessionContext()
                .setTicketKeys(new OpenSslSessionTicketKey(
                        random(OpenSslSessionTicketKey.NAME_SIZE),
                        random(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
                        random(OpenSslSessionTicketKey.AES_KEY_SIZE)));
        return context;
    }

    private static byte[] random(int length) {
        byte[] random = new byte[length];
        new SecureRandom().nextBytes(random);
        return random;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        (protocol.equals(ApplicationProtocolNames.HTTP_2) ? http2 : http1).accept(context.pipeline());
    }
}
