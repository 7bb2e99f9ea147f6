package dev.interlock.internal.transport;

import dev.interlock.internal.log.ServerLog;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Listening socket of a server. It closes without loss: before the close, it accepts the clients that are still in a
 * handshake. Safe for use by several threads.
 */
// The ignored futures only complete a promise for which another caller waits, or only close a socket.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ListeningSocket {
    private static final Logger LOG = ServerLog.of(ListeningSocket.class);

    /**
     * Limit on the complete connections that wait in the kernel until they are accepted. The kernel may have a lower
     * limit.
     */
    private static final int BACKLOG = 1024;

    /** Time limit for the rest of a handshake after the server's SYN-ACK. It is as long as a long round trip. */
    private static final long HANDSHAKE_MILLIS = 200;

    /** The same limit for a server whose clients are all on this machine. */
    private static final long LOCAL_HANDSHAKE_MILLIS = 20;

    /** The wait for handshakes takes at most the remaining time of the shutdown divided by this number. */
    private static final int LARGEST_PART = 4;

    private final Listener listener;
    private final EventLoop loop;
    private final AcceptGate gate;
    private final int port;

    private ListeningSocket(Listener listener, EventLoop loop, AcceptGate gate) {
        port = listener.port();
        this.listener = listener;
        this.loop = loop;
        this.gate = gate;
    }

    /**
     * Opens a listening socket. Throws any exception of Netty if the system rejects the address.
     *
     * @param accepting the accepting event loop; it runs no handlers, so nothing delays it
     * @param gate gate that limits the accepted connections
     * @param opener opener of the connections
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

    /**
     * Opens a listening unix domain socket. First removes the file of the socket if a killed server has left it behind.
     * Throws any exception of Netty if the system rejects the path.
     *
     * @param accepting the accepting event loop; it runs no handlers, so nothing delays it
     * @param gate gate that limits the accepted connections
     * @param opener opener of the connections
     */
    public static ListeningSocket open(
            UnixSocketFile file, Transport transport, EventLoop accepting, AcceptGate gate, ConnectionOpener opener)
            throws IOException {
        file.removeStale();
        boolean listens = false;
        try {
            Listener socket = listener(file, transport, accepting, gate, opener);
            listens = true;
            return new ListeningSocket(new UnixListener(socket, file), accepting, gate);
        } finally {
            if (!listens) {
                file.remove();
            }
        }
    }

    private static Listener listener(
            UnixSocketFile file, Transport transport, EventLoop accepting, AcceptGate gate, ConnectionOpener opener)
            throws IOException {
        DirectIo io = transport.directIo();
        if (io != null) {
            return EpollListener.open(file, BACKLOG, accepting, io, gate, opener);
        }
        file.removeStaleTemporary();
        SocketAddress address = transport.unixAddress(file.temporary());
        Listener socket =
                ChannelListener.open(transport.listeningUnixChannel(), accepting, gate, opener, address, BACKLOG);
        try {
            file.publish(file.temporary());
            return socket;
        } catch (Throwable e) {
            socket.close();
            throw e;
        }
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

    /** Returns the configured port, or the port that the system has chosen; -1 for a unix domain socket. */
    public int port() {
        return port;
    }

    /**
     * Accepts all connections whose handshake has begun or is complete, because the kernel would otherwise reset them.
     * Then closes the sockets.
     *
     * @param until deadline, from {@link Patience#nanoTime}
     */
    public static void close(List<ListeningSocket> sockets, Patience patience, long until) throws InterruptedException {
        List<Promise<Void>> closed = new ArrayList<>();
        for (ListeningSocket socket : sockets) {
            closed.add(socket.beginClosing(patience, until));
        }
        for (Promise<Void> each : closed) {
            patience.await(each, until);
        }
        for (ListeningSocket socket : sockets) {
            patience.await(socket.closeAtOnce(), until);
        }
    }

    /** Does the same as {@link #close(List, Patience, long)} for one socket. */
    public void close(Patience patience, long until) throws InterruptedException {
        close(List.of(this), patience, until);
    }

    /** Closes the socket. The kernel resets the connections that are not accepted yet. */
    public Future<?> closeAtOnce() {
        return listener.close();
    }

    private Promise<Void> beginClosing(Patience patience, long until) {
        Promise<Void> closed = loop.newPromise();
        loop.execute(() -> attempt(closed, () -> beginClosing(closed, patience, until)));
        return closed;
    }

    /** Runs a task. If the task fails, closes the socket at once. */
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
     * Waits until no handshake has completed for a while. All handshakes that had begun are then over. Stops at the
     * deadline.
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

    /**
     * Accepts the last connections and closes the socket in one task, so that no connection can complete in between.
     */
    private void acceptAndClose(Promise<Void> closed) {
        try {
            listener.acceptLast();
        } catch (IOException e) {
            LOG.debug("Accepting the last connections failed", e);
        }
        listener.close().addListener(done -> closed.trySuccess(null));
    }
}
