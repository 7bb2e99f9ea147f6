package dev.interlock.internal.transport;

import dev.interlock.internal.netty.InboundHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Listening Netty channel. It creates a channel for each connection. Used on all transports except epoll.
 *
 * <p>Netty's {@code ServerBootstrap} would do the same, but it would load classes and read annotations at the start.
 */
// A deregistration needs no result.
@SuppressWarnings("FutureReturnValueIgnored")
final class ChannelListener extends InboundHandler implements Listener, AcceptGate.Acceptor {
    /** Time that NIO's event loop needs to remove a channel from its selector. */
    private static final long DEREGISTRATION_MILLIS = 1;

    private final Channel channel;
    private final EventLoop loop;
    private final AcceptGate gate;
    private final ConnectionOpener opener;
    private final Runnable follow = this::follow;
    /** Whether the channel should accept. */
    private volatile boolean accepting = true;

    private ChannelListener(Channel channel, EventLoop loop, AcceptGate gate, ConnectionOpener opener) {
        this.channel = channel;
        this.loop = loop;
        this.gate = gate;
        this.opener = opener;
    }

    /**
     * Opens a listening channel. Throws any exception of Netty if the system rejects the address.
     *
     * @param channel unregistered listening channel
     * @param loop the accepting event loop
     */
    static ChannelListener open(
            Channel channel,
            EventLoop loop,
            AcceptGate gate,
            ConnectionOpener opener,
            SocketAddress address,
            int backlog) {
        ChannelListener listener = new ChannelListener(channel, loop, gate, opener);
        try {
            channel.pipeline().addLast(listener);
            channel.config().setOption(ChannelOption.SO_BACKLOG, backlog);
            channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
            loop.register(channel).syncUninterruptibly();
            gate.add(listener);
            channel.bind(address).syncUninterruptibly();
            return listener;
        } catch (Throwable e) {
            if (channel.isRegistered()) {
                channel.close().syncUninterruptibly();
            } else {
                channel.unsafe().closeForcibly();
            }
            throw e;
        }
    }

    @Override
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        gate.admit(new AcceptedChannel((Channel) message, opener));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        gate.failed(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gate.close();
    }

    @Override
    public void pause() {
        accept(false);
    }

    @Override
    public void resume() {
        accept(true);
    }

    private void accept(boolean wanted) {
        accepting = wanted;
        // A channel may change its interest in events only on its own event loop.
        if (loop.inEventLoop()) {
            follow();
        } else {
            loop.execute(follow);
        }
    }

    private void follow() {
        channel.config().setAutoRead(accepting);
    }

    @Override
    public boolean refuseHandshakes() {
        // The channel cannot close meanwhile, because it closes on this event loop. After the close, another socket may
        // have its file descriptor.
        return channel.isOpen() && SynFilter.attach(channel);
    }

    @Override
    public void leaveLoops() {
        // No other thread accepts for this listener.
    }

    @Override
    public boolean acceptsAll() {
        return channel instanceof NioListener;
    }

    /**
     * Removes the channel from the selector, so that the close takes effect at once. NIO would close a selected socket
     * only in a later turn of the loop, and the kernel would complete further handshakes until then.
     */
    @Override
    public long prepareLast() {
        if (channel instanceof NioListener) {
            channel.deregister();
            return DEREGISTRATION_MILLIS;
        }
        return 0;
    }

    @Override
    public void acceptLast() throws IOException {
        if (channel instanceof NioListener nio) {
            for (Channel next = nio.accept(); next != null; next = nio.accept()) {
                gate.admit(new AcceptedChannel(next, opener));
            }
        }
    }

    @Override
    public Future<?> close() {
        return channel.close();
    }
}
