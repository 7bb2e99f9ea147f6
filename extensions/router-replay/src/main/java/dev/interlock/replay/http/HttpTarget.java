package dev.interlock.replay.http;

import dev.interlock.replay.load.Expectations;
import dev.interlock.replay.load.Target;
import dev.interlock.replay.load.TargetConnection;
import dev.interlock.replay.rewrite.Rewriter;
import dev.interlock.replay.rewrite.TargetAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Target for the connections of one event loop. */
public final class HttpTarget implements Target {
    private static final int CONNECT_MILLIS = 5000;

    private final TargetAddress address;
    private final Rewriter rewriter;
    private final Expectations expectations;
    private final EventLoop loop;
    private final @Nullable SslContext tls;
    private final int mostBody;
    private final Bootstrap bootstrap;

    /**
     * @param tls null for a target without TLS
     * @param mostBody number of bytes to keep of each response body
     */
    public HttpTarget(
            TargetAddress address,
            Rewriter rewriter,
            Expectations expectations,
            EventLoop loop,
            @Nullable SslContext tls,
            int mostBody) {
        this.expectations = expectations;
        this.address = address;
        this.rewriter = rewriter;
        this.loop = loop;
        this.tls = tls;
        this.mostBody = mostBody;
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(EventLoops.channelType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                // Each connection resolves the name again, because a restarted target may have another address.
                .remoteAddress(InetSocketAddress.createUnresolved(address.host(), address.port()));
    }

    /** Returns the TLS context of clients. Accepts any certificate if {@code trustsAll}. */
    public static SslContext tls(boolean trustsAll) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient();
        return trustsAll
                ? builder.trustManager(InsecureTrustManagerFactory.INSTANCE).build()
                : builder.build();
    }

    @Override
    public String name() {
        return address.name();
    }

    @Override
    public Rewriter rewriter() {
        return rewriter;
    }

    @Override
    public Expectations expectations() {
        return expectations;
    }

    @Override
    public TargetConnection connection() {
        return new HttpConnection(address, bootstrap, loop, tls, mostBody);
    }
}
