package dev.interlock.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a server listens. Safe for use by several threads. */
// What is not waited for here completes the promise that is, or only closes.
@SuppressWarnings("FutureReturnValueIgnored")
final class ListeningSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

    /** Connections that the kernel accepts ahead of us; it may know a lower number. */
    private static final int BACKLOG = 1024;

    private static final int CONNECT_MILLIS = 200;

    private final Channel channel;
    private final AcceptGate gate;
    private final Supplier<SocketChannel> clientChannel;

    private ListeningSocket(Channel channel, AcceptGate gate, Supplier<SocketChannel> clientChannel) {
        this.channel = channel;
        this.gate = gate;
        this.clientChannel = clientChannel;
    }

    /** @throws StartException when the host has no address */
    static InetSocketAddress address(Settings settings) {
        try {
            return new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
        } catch (UnknownHostException e) {
            throw BindFailure.unknownHost(settings, e);
        }
    }

    /**
     * Listens.
     *
     * @param open counts the connections until they are closed
     * @param memory of all connections
     * @throws StartException when the system does not let us
     */
    static ListeningSocket open(
            InetSocketAddress address,
            Transport transport,
            EventLoops loops,
            Settings settings,
            Timeouts timeouts,
            OpenConnections open,
            MemoryBudget memory) {
        AcceptGate gate = new AcceptGate(open, settings.maxConnections(), memory);
        Acceptor acceptor = new Acceptor(gate, new ConnectionOpener(loops, timeouts, transport), transport);
        try {
            Channel channel = transport.serverChannel().get();
            channel.pipeline().addLast(acceptor, gate);
            listen(channel, loops, address);
            return new ListeningSocket(channel, gate, transport.clientChannel());
        } catch (Exception e) {
            // Netty throws what is wrong undeclared, checked exceptions as well.
            throw BindFailure.of(settings, e);
        }
    }

    private static void listen(Channel channel, EventLoops loops, InetSocketAddress address) {
        try {
            channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
            channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
            loops.group().register(channel).syncUninterruptibly();
            channel.bind(address).syncUninterruptibly();
        } catch (Exception e) {
            if (channel.isRegistered()) {
                channel.close().syncUninterruptibly();
            } else {
                channel.unsafe().closeForcibly();
            }
            throw e;
        }
    }

    /** The port, whether it was asked for or taken as a free one. */
    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /**
     * Takes over the connections that the kernel has accepted, which it would reset, and then listens no longer.
     *
     * @param until as of {@link System#nanoTime}
     */
    void close(Patience patience, long until) throws InterruptedException {
        gate.lift();
        // The kernel's queue is first in, first out: when the loop has taken over a connection that was made just now,
        // there are none left that were made before.
        patience.await(lastTaken(), until);
        patience.await(channel.close(), until);
    }

    /** Completes when a connection has been taken over that is made now. */
    private Future<?> lastTaken() {
        Promise<Void> taken = channel.eventLoop().newPromise();
        // There, so that nothing is waited for here, however long a handler holds the loop.
        channel.eventLoop().execute(() -> connectToItself(taken));
        return taken;
    }

    // By a channel, as connections have their classes in memory: those of java.net.Socket would be there for this
    // alone.
    private void connectToItself(Promise<Void> taken) {
        try {
            SocketChannel last = clientChannel.get();
            taken.addListener(done -> last.close());
            channel.eventLoop().register(last).addListener(registered -> connect(last, taken));
        } catch (RuntimeException e) {
            guess(taken, e);
        }
    }

    private void connect(SocketChannel last, Promise<Void> taken) {
        InetSocketAddress here = (InetSocketAddress) channel.localAddress();
        InetAddress address =
                here.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : here.getAddress();
        last.config().setConnectTimeoutMillis(CONNECT_MILLIS);
        ChannelFuture bound = last.bind(new InetSocketAddress(address, 0));
        if (!bound.isSuccess()) {
            guess(taken, bound.cause());
            return;
        }
        gate.await(last.localAddress().getPort(), taken);
        last.connect(new InetSocketAddress(address, here.getPort())).addListener(connected -> {
            if (!connected.isSuccess()) {
                guess(taken, connected.cause());
            }
        });
    }

    private void guess(Promise<Void> taken, @Nullable Throwable cause) {
        LOG.debug("The server cannot connect to itself, and guesses how long it takes", cause);
        channel.eventLoop().schedule(() -> taken.trySuccess(null), CONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
