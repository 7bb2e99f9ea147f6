package dev.interlock.server;

import dev.interlock.log.ServerLog;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Brings each connection that a listening channel has accepted to the gate; where sockets need no channel, it has a
 * {@link SocketAcceptor} and the event loops do that. Used by that channel's event loop alone.
 *
 * <p>Netty's {@code ServerBootstrap} has one as well, which comes with classes and annotations that are read at the
 * start.
 */
final class Acceptor extends InboundHandler {
    private static final Logger LOG = ServerLog.of(Acceptor.class);

    private final AcceptGate gate;
    private final ConnectionOpener opener;
    private final Transport transport;
    /** Accepts sockets; null if each connection has a channel. */
    private volatile @Nullable SocketAcceptor sockets;
    /** The handles of the event loops that accept. */
    private final List<AcceptingHandle> handles = new ArrayList<>();

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
            SocketAcceptor attached = new SocketAcceptor(gate, opener, io);
            listening.attach(attached);
            sockets = attached;
        } catch (IOException | RuntimeException e) {
            LOG.warn("Each connection has a channel, as its socket cannot do without", e);
        }
    }

    /** Lets the event loops accept, too, as the channel listens now. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        SocketAcceptor attached = sockets;
        DirectIo io = transport.directIo();
        if (attached != null && io != null) {
            for (EventLoop loop : opener.loops()) {
                AcceptingHandle handle = new AcceptingHandle(socket(context.channel()), attached, loop);
                handles.add(handle);
                loop.execute(() -> handle.begin(io.handler(loop)));
            }
        }
        context.fireChannelActive();
    }

    /** Accepts no more from the socket, which closes. For any thread. */
    void stop() {
        SocketAcceptor attached = sockets;
        if (attached != null) {
            attached.stop();
        }
    }

    private static Socket socket(Channel listening) {
        return (Socket) ((UnixChannel) listening).fd();
    }

    /** Stops the event loops from accepting, each as soon as it has time. */
    void leaveLoops() {
        handles.forEach(AcceptingHandle::leave);
    }

    /** Whether the transport can accept all connections at once that are ready in the kernel. */
    boolean acceptsAll(Channel listening) {
        return sockets != null || listening instanceof NioListener;
    }

    /** Accepts all connections that are ready in the kernel, if the transport supports this. */
    void acceptAll(Channel listening) throws IOException {
        SocketAcceptor attached = sockets;
        if (attached != null) {
            attached.acceptLast(socket(listening));
        } else if (listening instanceof NioListener nio) {
            for (Channel next = nio.accept(); next != null; next = nio.accept()) {
                gate.admit(new AcceptedChannel(next, opener));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        gate.admit(new AcceptedChannel((Channel) message, opener));
    }

    // The listener handles a failed registration.
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
            EventLoop loop = opener.nextLoop();
            try {
                opener.hand(
                        loop,
                        () -> loop.register(channel).addListener(registered -> {
                            if (!registered.isSuccess()) {
                                LOG.debug("A connection was not given to an event loop", registered.cause());
                                discard();
                            }
                        }));
            } catch (RejectedExecutionException e) {
                LOG.debug("A connection was not given to an event loop", e);
                discard();
            }
        }

        @Override
        public void discard() {
            channel.unsafe().closeForcibly();
        }
    }
}
