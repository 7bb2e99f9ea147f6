package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one handler in the pipeline of a channel: brings its events to a {@link Connection}. */
// A write that fails fails its channel, which is heard of in exceptionCaught and channelInactive; a close cannot fail.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends InboundHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

    private final EventLoops loops;
    private final Timeouts timeouts;
    private final Transport transport;

    // Null before the channel is active and after it is not.
    private @Nullable Connection connection;

    /** @param loops one of which the channel is on when it is active */
    ConnectionHandler(EventLoops loops, Timeouts timeouts, Transport transport) {
        this.loops = loops;
        this.timeouts = timeouts;
        this.transport = transport;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Channel channel = context.channel();
        connection = new Connection(context, loops.of(channel), timeouts, transport.direct(channel));
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
        if (cause instanceof IOException) {
            // Clients go away without a word all the time.
            LOG.debug("The connection from {} broke", context.channel().remoteAddress(), cause);
        } else {
            LOG.error("The connection from {} failed", context.channel().remoteAddress(), cause);
        }
        context.close();
    }
}
