package dev.interlock.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate by the name in the ClientHello (RFC 6066 section 3), and then replaces itself by the handler
 * that encrypts and decrypts.
 */
final class ServerNameHandler extends AbstractSniHandler<SslHandler> {
    /** Fatal alert unrecognized_name, in a record of its own. */
    private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

    private final TlsRecordReader reader;
    private final TlsEndpoint endpoint;

    ServerNameHandler(TlsRecordReader reader, TlsEndpoint endpoint) {
        // 0 is no limit: TlsSession enforces the time limit. Netty would need a timer for each connection.
        super(endpoint.options().maxClientHello(), 0);
        this.reader = reader;
        this.endpoint = endpoint;
    }

    @Override
    protected Future<SslHandler> lookup(ChannelHandlerContext context, @Nullable String name) {
        SslHandler handler = endpoint.newHandler(name, context.alloc());
        return handler == null
                ? context.executor().newFailedFuture(new SSLException("The client asks for an unknown host name"))
                : context.executor().newSucceededFuture(handler);
    }

    // A failed write closes the channel.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    protected void onLookupComplete(ChannelHandlerContext context, @Nullable String name, Future<SslHandler> chosen) {
        if (!chosen.isSuccess()) {
            context.writeAndFlush(Unpooled.wrappedBuffer(UNRECOGNIZED_NAME));
            reader.fail(chosen.cause());
            return;
        }
        SslHandler handler = chosen.getNow();
        reader.decryptBy(handler);
        context.pipeline().replace(this, null, handler);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        super.decode(context, in, out);
        if (reader.isOver()) {
            // Nothing reads the rest of a rejected ClientHello.
            in.skipBytes(in.readableBytes());
        }
    }
}
