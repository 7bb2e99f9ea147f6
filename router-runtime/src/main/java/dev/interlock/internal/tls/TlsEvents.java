package dev.interlock.internal.tls;

import dev.interlock.internal.netty.InboundHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/** Last handler of TLS. Turns the events of Netty's handlers into events of the connection. */
final class TlsEvents extends InboundHandler {
    private final TlsRecordReader reader;
    private @Nullable String serverName;

    TlsEvents(TlsRecordReader reader) {
        this.reader = reader;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reader.dataArrived();
        context.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                reader.completed(serverName);
            } else {
                reader.failed(handshake.cause());
            }
        } else if (event instanceof SniCompletionEvent name) {
            serverName = name.hostname();
        } else if (event instanceof SslCloseCompletionEvent close) {
            if (close.isSuccess()) {
                // close_notify: the client sends nothing more (RFC 8446 section 6.1).
                context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable inner = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (reader.isOver()) {
            context.fireExceptionCaught(inner);
        } else {
            reader.rejected(inner);
        }
    }
}
