package dev.interlock.internal.transport;

import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.log.ServerLog;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * Accepts connections from a listening socket without creating channels; see {@link SocketLink}. The event loops of the
 * connections accept from it ({@link AcceptingHandle}). The accepting event loop accepts the connections that the other
 * loops do not accept in time ({@link FallbackHandle}). Safe for use by several threads.
 */
final class SocketAcceptor {
    private static final Logger LOG = ServerLog.of(SocketAcceptor.class);

    /**
     * Limit on the connections that a loop accepts in one turn. It is high, so that one wake-up of a loop serves many
     * connections.
     */
    private static final int MOST_PER_TURN = 64;

    /**
     * Time for which the accepting event loop leaves a connection to the other loops. It is much longer than a turn of
     * a loop, which takes microseconds, so the accepting loop seldom has to accept. It is still short for a client that
     * waits because handlers block all other loops.
     */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Address of the last client, in the form of Netty's native code: its length, then at most 24 bytes. */
    private final byte[] address = new byte[25];

    private final Socket listening;
    private final AcceptGate gate;
    private final ConnectionOpener opener;
    private final DirectIo io;
    /** Whether event loops accept connections too. */
    private volatile boolean shared;
    /** Number of connections that event loops have accepted. */
    private volatile long acceptedByLoops;
    /** Whether an event loop has left ready connections unaccepted, because the gate was closed. */
    private volatile boolean left;
    /** Whether this acceptor accepts nothing more. */
    private boolean closed;

    SocketAcceptor(Socket listening, AcceptGate gate, ConnectionOpener opener, DirectIo io) {
        this.listening = listening;
        this.gate = gate;
        this.opener = opener;
        this.io = io;
    }

    /** Accepts one connection. Returns whether there was one. */
    synchronized boolean accept() {
        if (closed || !listening.isOpen()) {
            // The socket is closed. Another socket may now have its file descriptor.
            return false;
        }
        try {
            int accepted = listening.accept(address);
            if (accepted >= 0) {
                admit(new FileDescriptor(accepted));
            }
            return accepted >= 0;
        } catch (Throwable failure) {
            // The failure is not thrown: it would make Netty lose the epoll events of other sockets, which epoll
            // reports only once.
            failed(failure);
            return false;
        }
    }

    private void failed(Throwable failure) {
        try {
            gate.failed(failure);
        } catch (Throwable second) {
            Faults.error(LOG, "Accepting a connection failed, and it could not be paused", second);
        }
    }

    private void admit(FileDescriptor socket) throws IOException {
        Accepted accepted = null;
        try {
            accepted = opener.needsChannels() ? channel(socket) : link(socket);
        } finally {
            if (accepted == null) {
                socket.close();
            }
        }
        gate.admit(accepted);
    }

    /**
     * Accepts ready connections until the gate closes or the limit of one turn is reached.
     *
     * @return whether the limit of one turn was reached; more connections may then be ready
     */
    private boolean acceptReady() {
        for (int left = MOST_PER_TURN; left > 0; left--) {
            if (!gate.wantsMore() || !accept()) {
                return false;
            }
        }
        return true;
    }

    /** Notes that event loops accept connections from now on. */
    void share() {
        shared = true;
    }

    /**
     * Accepts connections for the calling event loop.
     *
     * @return whether more connections may be ready
     */
    synchronized boolean acceptForLoop() {
        long before = gate.accepted();
        boolean more = acceptReady();
        acceptedByLoops += gate.accepted() - before;
        left |= !gate.wantsMore();
        return more;
    }

    /**
     * Accepts connections that have been ready for a while, because handlers block the other event loops or the gate
     * was closed. Called on the accepting event loop. Epoll wakes this loop as long as a connection is ready.
     */
    void acceptLeft() {
        if (shared && !left) {
            long before = acceptedByLoops;
            LockSupport.parkNanos(GRACE_NANOS);
            if (acceptedByLoops != before) {
                return;
            }
        }
        acceptReady();
        left = !gate.wantsMore();
    }

    /**
     * Stops new handshakes. Called before the last connections are accepted. Returns false if the system does not
     * support this. Also returns false if the socket is closed, because another socket, perhaps of another server, may
     * now have its file descriptor.
     */
    synchronized boolean refuseHandshakes() {
        return !closed && listening.isOpen() && SynFilter.attach(listening);
    }

    /** Accepts all pending connections, and none after them. */
    synchronized void acceptLast() {
        try {
            boolean more;
            do {
                more = accept();
            } while (more);
        } finally {
            closed = true;
        }
    }

    /**
     * Stops accepting. Called when the socket closes, because another socket may have its file descriptor afterwards.
     */
    synchronized void stop() {
        closed = true;
    }

    private SocketLink link(FileDescriptor socket) {
        EventLoop loop = opener.nextLoop();
        return new SocketLink(socket, client(), opener, loop, io.handler(loop));
    }

    private AcceptedChannel channel(FileDescriptor socket) {
        return new AcceptedChannel(new EpollSocketChannel(socket.intValue()), opener, client());
    }

    /** Returns the address of the client that was accepted last. */
    private SocketAddress client() {
        SocketAddress shared = opener.shared();
        return shared == null ? NativeInetAddress.address(address, 1, address[0]) : shared;
    }
}
