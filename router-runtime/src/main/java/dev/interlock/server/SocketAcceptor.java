package dev.interlock.server;

import io.netty.channel.EventLoop;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/**
 * Accepts connections without making a channel of each: see {@link SocketLink}. Used by the event loop of the channel that
 * listens, alone.
 */
final class SocketAcceptor {
    /** As Netty's native code wants it: the length of the address, then at most 24 bytes of it. */
    private final byte[] address = new byte[25];

    private final AcceptGate gate;
    private final ConnectionOpener opener;
    private final DirectIo io;

    SocketAcceptor(AcceptGate gate, ConnectionOpener opener, DirectIo io) {
        this.gate = gate;
        this.opener = opener;
        this.io = io;
    }

    /** Accepts one connection, if there is one: epoll tells again of the next. Returns whether there was. */
    boolean accept(Socket listening) {
        if (!listening.isOpen()) {
            // Its number may be that of another socket by now.
            return false;
        }
        try {
            int accepted = listening.accept(address);
            if (accepted >= 0) {
                admit(new FileDescriptor(accepted));
            }
            return accepted >= 0;
        } catch (Throwable failure) {
            // Not to be thrown: Netty would forget what epoll told of other sockets, and it tells once.
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

    /** Accepts all connections that there are. */
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
