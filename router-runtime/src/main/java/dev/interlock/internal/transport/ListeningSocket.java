package dev.interlock.internal.transport;

import dev.interlock.internal.log.ServerLog;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Listening socket of a server. It closes without loss: it accepts clients with which the kernel has begun a handshake.
 * Safe for use by several threads.
 */
// The ignored futures complete the promise of a waiting caller, or only close a socket.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ListeningSocket {
    private static final Logger LOG = ServerLog.of(ListeningSocket.class);

    /** Limit on connections that the kernel completes before they are accepted. The kernel may have a lower limit. */
    private static final int BACKLOG = 1024;

    /** Time limit for the rest of a client's handshake after the server's SYN-ACK: a long round trip. */
    private static final long HANDSHAKE_MILLIS = 200;

    /** Limit like {@link #HANDSHAKE_MILLIS}, for servers whose clients are all on this machine. */
    private static final long LOCAL_HANDSHAKE_MILLIS = 20;

    /** Divisor of the shutdown time: handshakes get at most this part. */
    private static final int LARGEST_PART = 4;

    private final Listener listener;
    private final EventLoop loop;
    private final AcceptGate gate;
    private final int port;

    private ListeningSocket(Listener listener, EventLoop loop, AcceptGate gate) {
        port = listener.address().getPort();
        this.listener = listener;
        this.loop = loop;
        this.gate = gate;
    }

    /**
     * Listens. Throws any exception of Netty if the system rejects the address.
     *
     * @param accepting the accepting event loop, which does nothing else, so that handlers never delay it
     * @param gate decides how many connections are accepted
     * @param opener opens the connections
     */
    public static ListeningSocket open(
            InetSocketAddress address,
            Transport transport,
            EventLoop accepting,
            AcceptGate gate,
            ConnectionOpener opener)
            throws IOException {
        Listener listener = listener(address, transport, accepting, gate, opener);
        return new ListeningSocket(listener, accepting, gate);
    }

    private static Listener listener(
            InetSocketAddress address,
            Transport transport,
            EventLoop accepting,
            AcceptGate gate,
            ConnectionOpener opener)
            throws IOException {
        DirectIo io = transport.directIo();
        if (io != null) {
            return EpollListener.open(address, BACKLOG, accepting, io, gate, opener);
        }
        return ChannelListener.open(transport.listeningChannel(), accepting, gate, opener, address, BACKLOG);
    }

    /** Port of the socket, whether configured or chosen as a free one. */
    public int port() {
        return port;
    }

    /** Number of idle connections closed so far because clients waited for one. */
    public long closedIdle() {
        return gate.closedIdle();
    }

    /**
     * Accepts all complete and beginning connections, which the kernel would otherwise reset. Then closes the socket.
     *
     * @param until deadline, as of {@link Patience#nanoTime}
     */
    public void close(Patience patience, long until) throws InterruptedException {
        Promise<Void> closed = loop.newPromise();
        loop.execute(() -> attempt(closed, () -> beginClosing(closed, patience, until)));
        patience.await(closed, until);
        patience.await(listener.close(), until);
    }

    /** Runs a task. Closes the socket at once if the task fails. */
    private void attempt(Promise<Void> closed, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.warn("The listening socket closes at once: the kernel resets waiting connections", e);
            listener.close().addListener(done -> closed.trySuccess(null));
        }
    }

    private void beginClosing(Promise<Void> closed, Patience patience, long until) {
        listener.leaveLoops();
        gate.lift();
        if (listener.refuseHandshakes() || !listener.acceptsAll()) {
            long now = patience.nanoTime();
            awaitHandshakes(closed, gate.accepted(), patience, now + (until - now) / LARGEST_PART);
        } else {
            prepareLast(closed);
        }
    }

    /**
     * Waits until the begun handshakes are over, that is, until none has completed for a while. Stops at the deadline.
     */
    private void awaitHandshakes(Promise<Void> closed, long accepted, Patience patience, long end) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - patience.nanoTime());
        long millis = Math.min(left, gate.isRemote() ? HANDSHAKE_MILLIS : LOCAL_HANDSHAKE_MILLIS);
        if (millis <= 0) {
            prepareLast(closed);
            return;
        }
        later(closed, millis, () -> {
            if (gate.accepted() > accepted) {
                awaitHandshakes(closed, gate.accepted(), patience, end);
            } else {
                prepareLast(closed);
            }
        });
    }

    private void prepareLast(Promise<Void> closed) {
        long millis = listener.prepareLast();
        if (millis > 0) {
            later(closed, millis, () -> acceptAndClose(closed));
        } else {
            acceptAndClose(closed);
        }
    }

    private void later(Promise<Void> closed, long millis, Runnable task) {
        loop.schedule(() -> attempt(closed, task), millis, TimeUnit.MILLISECONDS);
    }

    /** Accepts and closes in one task, so that no connection can complete in between. */
    private void acceptAndClose(Promise<Void> closed) {
        try {
            listener.acceptLast();
        } catch (IOException e) {
            LOG.debug("Accepting the last connections failed", e);
        }
        listener.close().addListener(done -> closed.trySuccess(null));
    }
}
