package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

/** The one handler in the pipeline of a channel: brings its events to a {@link Connection}. */
// A failed write fails its channel, which calls exceptionCaught and channelInactive. A close cannot fail.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends InboundHandler {
    private final Opening opening;
    private final Transport transport;
    private @Nullable DirectSocket direct;

    // Null before the channel is active and after it is not.
    private @Nullable Connection connection;

    /** Says whose channel it is. */
    interface Opening {
        /**
         * Returns the connection that the channel is a link of, or becomes one.
         *
         * @param link the channel, on its event loop and active
         */
        Connection open(ChannelLink link);
    }

    ConnectionHandler(Opening opening, Transport transport) {
        this.opening = opening;
        this.transport = transport;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        DirectSocket found = transport.direct(context.channel());
        Connection opened = opening.open(new ChannelLink(context, found));
        connection = opened;
        direct = found;
        if (found != null) {
            found.attach(opened);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Connection current = connection;
        if (current != null) {
            connection = null;
            if (direct != null) {
                direct.detach();
            }
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
