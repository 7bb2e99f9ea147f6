package dev.interlock.internal.transport;

import dev.interlock.internal.engine.Connection;
import dev.interlock.internal.netty.InboundHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/** The only handler in the pipeline of a channel. It passes the events of the channel to a {@link Connection}. */
// A failed write closes the channel. Netty then calls exceptionCaught and channelInactive. A close cannot fail.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends InboundHandler {
    private final Opening opening;

    /** Connection on the channel. Null before the channel is active, and after it has become inactive. */
    private @Nullable Connection connection;

    /** Opens the connection of a channel. */
    interface Opening {
        /**
         * Opens and returns the connection of the channel.
         *
         * @param context context of the handler; the channel is active, and the caller is on its event loop
         */
        Connection open(ChannelHandlerContext context);
    }

    ConnectionHandler(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection = opening.open(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Connection current = connection;
        if (current != null) {
            connection = null;
            current.closed();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        try {
            Connection current = connection;
            if (current != null) {
                current.read(read);
            }
        } finally {
            read.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Connection current = connection;
        if (current != null) {
            current.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Connection current = connection;
        if (current != null && context.channel().isWritable()) {
            current.resume();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        Connection current = connection;
        if (current != null && event instanceof ChannelInputShutdownEvent) {
            current.inputEnded();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        try {
            Connection.log(context.channel().remoteAddress(), cause);
        } finally {
            context.close();
        }
    }
}
