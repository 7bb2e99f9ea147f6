package dev.interlock.server;

import dev.interlock.log.ServerLog;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Listening socket of a server. Safe for use by several threads. */
// Futures without a waiting caller here complete the promise that has one, or only close.
@SuppressWarnings("FutureReturnValueIgnored")
final class ListeningSocket {
    private static final Logger LOG = ServerLog.of(ListeningSocket.class);

    /** Limit on connections that the kernel completes before they are accepted. The kernel may have a lower limit. */
    private static final int BACKLOG = 1024;

    /** Time limit for a client's handshake after the server's answer to its SYN: a long round trip. */
    private static final long HANDSHAKE_MILLIS = 200;

    /** Limit like {@link #HANDSHAKE_MILLIS}, for servers whose clients are all on this machine. */
    private static final long LOCAL_HANDSHAKE_MILLIS = 20;

    /** Divisor of the shutdown time: handshakes get at most this part. */
    private static final int LARGEST_PART = 4;

    private final Channel channel;
    private final EventLoop loop;
    private final AcceptGate gate;
    private final Acceptor acceptor;

    private ListeningSocket(Channel channel, EventLoop loop, AcceptGate gate, Acceptor acceptor) {
        this.channel = channel;
        this.loop = loop;
        this.gate = gate;
        this.acceptor = acceptor;
    }

    /** @throws StartException when the host has no address */
    static InetSocketAddress address(Settings settings) {
        try {
            return new InetSocketAddress(InetAddress.getByName(settings.get(Setting.HOST)), settings.get(Setting.PORT));
        } catch (UnknownHostException e) {
            throw BindFailure.unknownHost(settings, e);
        }
    }

    /**
     * Listens.
     *
     * @param accepting the accepting event loop, which does nothing else: a handler must not keep clients from
     *     connecting
     * @param loops the event loops of the connections
     * @param open counts the connections until they are closed
     * @param memory budget of all connections
     * @throws StartException when the system refuses
     */
    static ListeningSocket open(
            InetSocketAddress address,
            Transport transport,
            EventLoop accepting,
            EventLoops loops,
            Settings settings,
            Timeouts timeouts,
            OpenConnections open,
            MemoryBudget memory) {
        AcceptGate gate = new AcceptGate(open, settings.get(Setting.MAX_CONNECTIONS), memory, loops::closeIdle);
        Acceptor acceptor = new Acceptor(gate, new ConnectionOpener(loops, timeouts, transport), transport);
        try {
            Channel channel = transport.serverChannel().get();
            channel.pipeline().addLast(acceptor, gate);
            listen(channel, accepting, address);
            return new ListeningSocket(channel, accepting, gate, acceptor);
        } catch (Exception e) {
            // Netty throws checked exceptions undeclared, too.
            throw BindFailure.of(settings, e);
        }
    }

    private static void listen(Channel channel, EventLoop accepting, InetSocketAddress address) {
        try {
            channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
            channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
            accepting.register(channel).syncUninterruptibly();
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

    /** Port of the socket, whether configured or chosen as a free one. */
    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Number of idle connections closed so far because clients waited for one. */
    long closedIdle() {
        return gate.closedIdle();
    }

    /**
     * Accepts all complete and beginning connections, which the kernel would otherwise reset. Then closes the socket.
     *
     * @param until deadline, as of {@link Patience#nanoTime}
     */
    void close(Patience patience, long until) throws InterruptedException {
        Promise<Void> closed = loop.newPromise();
        loop.execute(() -> attempt(closed, () -> beginClosing(closed, patience, until)));
        patience.await(closed, until);
        acceptor.stop();
        patience.await(channel.close(), until);
    }

    /** Runs a task. Closes the socket at once if the task fails. */
    private void attempt(Promise<Void> closed, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.warn("The listening socket closes at once: the kernel resets waiting connections", e);
            acceptor.stop();
            channel.close().addListener(done -> closed.trySuccess(null));
        }
    }

    private void beginClosing(Promise<Void> closed, Patience patience, long until) {
        acceptor.leaveLoops();
        gate.lift();
        if (SynFilter.attach(channel) || !acceptor.acceptsAll(channel)) {
            long now = patience.nanoTime();
            awaitHandshakes(closed, gate.accepted(), patience, now + (until - now) / LARGEST_PART);
        } else {
            leaveSelector(closed);
        }
    }

    /**
     * Waits until the handshakes that had begun are over, that is, until none completes for a while. Stops at the
     * deadline.
     */
    private void awaitHandshakes(Promise<Void> closed, long accepted, Patience patience, long end) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - patience.nanoTime());
        long millis = Math.min(left, gate.isRemote() ? HANDSHAKE_MILLIS : LOCAL_HANDSHAKE_MILLIS);
        if (millis <= 0) {
            leaveSelector(closed);
            return;
        }
        later(closed, millis, () -> {
            if (gate.accepted() > accepted) {
                awaitHandshakes(closed, gate.accepted(), patience, end);
            } else {
                leaveSelector(closed);
            }
        });
    }

    /**
     * NIO closes a selected socket only in a later turn of the loop. Until then the kernel would complete further
     * handshakes.
     */
    private void leaveSelector(Promise<Void> closed) {
        if (channel instanceof NioListener) {
            channel.deregister();
            later(closed, 1, () -> acceptAndClose(closed));
        } else {
            acceptAndClose(closed);
        }
    }

    private void later(Promise<Void> closed, long millis, Runnable task) {
        loop.schedule(() -> attempt(closed, task), millis, TimeUnit.MILLISECONDS);
    }

    /** Accepts and closes in one task, with nothing between them. */
    private void acceptAndClose(Promise<Void> closed) {
        try {
            acceptor.acceptAll(channel);
        } catch (IOException e) {
            LOG.debug("Accepting the last connections failed", e);
        }
        channel.close().addListener(done -> closed.trySuccess(null));
    }
}
