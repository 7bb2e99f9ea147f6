package dev.interlock.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each connection that a listening channel has accepted to the gate; where sockets need no channel, it has a {@link
 * SocketAcceptor} do that. Used by that channel's event loop alone.
 *
 * <p>Netty's {@code ServerBootstrap} has one as well, which comes with classes and annotations that are read at the start.
 */
final class Acceptor extends InboundHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    private final AcceptGate gate;
    private final ConnectionOpener opener;
    private final Transport transport;

    Acceptor(AcceptGate gate, ConnectionOpener opener, Transport transport) {
        this.gate = gate;
        this.opener = opener;
        this.transport = transport;
    }

    @Override
    public void channelRegistered(ChannelHandlerContext context) {
        DirectSocket listening = transport.direct(context.channel());
        DirectIo io = transport.directIo();
        if (listening != null && io != null) {
            attach(listening, io);
        }
        context.fireChannelRegistered();
    }

    private void attach(DirectSocket listening, DirectIo io) {
        try {
            listening.attach(new SocketAcceptor(gate, opener, io));
        } catch (IOException | RuntimeException e) {
            LOG.warn("Each connection has a channel, as its socket cannot do without", e);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        gate.admit(new AcceptedChannel((Channel) message, opener));
    }

    // A registration that fails is heard of by its listener.
    @SuppressWarnings("FutureReturnValueIgnored")
    private record AcceptedChannel(Channel channel, ConnectionOpener opener) implements Accepted {
        @Override
        public SocketAddress remoteAddress() {
            return channel.remoteAddress();
        }

        @Override
        public void whenClosed(Runnable task) {
            channel.closeFuture().addListener(closed -> task.run());
        }

        @Override
        public void open() {
            opener.setUp(channel);
            opener.nextLoop().register(channel).addListener(registered -> {
                if (!registered.isSuccess()) {
                    LOG.debug("A connection was not given to an event loop", registered.cause());
                    discard();
                }
            });
        }

        @Override
        public void discard() {
            channel.unsafe().closeForcibly();
        }
    }
}
