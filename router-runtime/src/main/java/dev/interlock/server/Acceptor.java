package dev.interlock.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up each connection that a listening channel has accepted, and gives it to an event loop. Used by that channel's event
 * loop alone.
 *
 * <p>Netty's {@code ServerBootstrap} has one as well, which comes with classes and annotations that are read at the start.
 */
// A registration that fails is heard of by its listener.
@SuppressWarnings("FutureReturnValueIgnored")
final class Acceptor extends InboundHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    private final EventLoops loops;
    private final Timeouts timeouts;
    private final Transport transport;
    private final ChannelFutureListener registering = Acceptor::registered;

    Acceptor(EventLoops loops, Timeouts timeouts, Transport transport) {
        this.loops = loops;
        this.timeouts = timeouts;
        this.transport = transport;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        connection.pipeline().addLast(new ConnectionHandler(loops, timeouts, transport));
        set(connection, ChannelOption.ALLOW_HALF_CLOSURE, true);
        set(connection, ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER);
        set(connection, ChannelOption.RECVBUF_ALLOCATOR, transport.readBuffers());
        loops.group().register(connection).addListener(registering);
    }

    /** A client that has gone already lets nothing be set, which is heard of when its connection is read from. */
    private static <T> void set(Channel connection, ChannelOption<T> option, T value) {
        try {
            connection.config().setOption(option, value);
        } catch (RuntimeException e) {
            LOG.debug("{} of {} was not set", option, connection, e);
        }
    }

    private static void registered(ChannelFuture registration) {
        if (!registration.isSuccess()) {
            LOG.debug("A connection was not given to an event loop", registration.cause());
            registration.channel().unsafe().closeForcibly();
        }
    }
}
