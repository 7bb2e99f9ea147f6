package dev.interlock.server;

import io.netty.channel.EventLoop;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/**
 * Accepts connections without making a channel of each: see {@link SocketLink}. Used by the event loop of the channel
 * that listens, alone.
 */
final class SocketAcceptor {
    /** As Netty's native code wants it: the length of the address, then at most 24 bytes of it. */
    private final byte[] address = new byte[25];

    /** Connections accepted in one turn of the loop: one wake-up of the loop, and of those that get them, serves many. */
    private static final int MOST_PER_TURN = 64;

    private final AcceptGate gate;
    private final ConnectionOpener opener;
    private final DirectIo io;

    SocketAcceptor(AcceptGate gate, ConnectionOpener opener, DirectIo io) {
        this.gate = gate;
        this.opener = opener;
        this.io = io;
    }

    /** Accepts one connection and returns whether there was one. Epoll reports the next one again. */
    boolean accept(Socket listening) {
        if (!listening.isOpen()) {
            // Another socket may have its number by now.
            return false;
        }
        try {
            int accepted = listening.accept(address);
            if (accepted >= 0) {
                admit(new FileDescriptor(accepted));
            }
            return accepted >= 0;
        } catch (Throwable failure) {
            // Never thrown: Netty would lose the epoll events of other sockets, and epoll reports each only once.
            gate.failed(failure);
            return false;
        }
    }

    private void admit(FileDescriptor socket) throws IOException {
        SocketLink link = null;
        try {
            link = link(socket);
        } finally {
            if (link == null) {
                socket.close();
            }
        }
        gate.admit(link);
    }

    /** Accepts the connections that are ready, as many as the gate wants and one turn may take. */
    void acceptReady(Socket listening) {
        int left = MOST_PER_TURN;
        while (left > 0 && accept(listening) && gate.wantsMore()) {
            left--;
        }
    }

    /** Accepts all pending connections. */
    void acceptAll(Socket listening) {
        boolean more;
        do {
            more = accept(listening);
        } while (more);
    }

    private SocketLink link(FileDescriptor socket) {
        EventLoop loop = opener.nextLoop();
        return new SocketLink(
                socket, NativeInetAddress.address(address, 1, address[0]), opener, loop, io.handler(loop));
    }
}
