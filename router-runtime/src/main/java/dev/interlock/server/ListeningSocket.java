package dev.interlock.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a server listens. Safe for use by several threads. */
final class ListeningSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

    /** Connections that the kernel accepts ahead of us; it may know a lower number. */
    private static final int BACKLOG = 1024;

    private static final int CONNECT_MILLIS = 200;

    private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    private final Channel channel;
    private final AcceptGate gate;

    private ListeningSocket(Channel channel, AcceptGate gate) {
        this.channel = channel;
        this.gate = gate;
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
     * @param connections prepares those that are accepted
     * @param open counts them until they are closed
     * @throws StartException when the system does not let us
     */
    static ListeningSocket open(
            InetSocketAddress address,
            Transport transport,
            EventLoops loops,
            Settings settings,
            ChannelInitializer<Channel> connections,
            OpenConnections open) {
        AcceptGate gate = new AcceptGate(open, settings.maxConnections());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(gate)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(1024, 4096, LoopState.READ_BYTES))
                .childHandler(connections);
        try {
            return new ListeningSocket(
                    bootstrap.bind(address).syncUninterruptibly().channel(), gate);
        } catch (Exception e) {
            // Netty throws what is wrong undeclared, checked exceptions as well.
            throw BindFailure.of(settings, e);
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
        try (Socket last = new Socket()) {
            InetSocketAddress here = (InetSocketAddress) channel.localAddress();
            InetAddress address =
                    here.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : here.getAddress();
            last.bind(new InetSocketAddress(address, 0));
            Promise<Void> taken = channel.eventLoop().newPromise();
            gate.await(last.getLocalPort(), taken);
            last.connect(new InetSocketAddress(address, here.getPort()), CONNECT_MILLIS);
            patience.await(taken, until);
        } catch (IOException e) {
            LOG.debug("The server cannot connect to itself, and guesses how long it takes", e);
            patience.await(channel.eventLoop().schedule(() -> {}, CONNECT_MILLIS, TimeUnit.MILLISECONDS), until);
        }
        patience.await(channel.close(), until);
    }
}
