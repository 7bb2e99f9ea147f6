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

    /** Accepts one connection, if there is one: epoll tells again of the next. */
    void accept(Socket listening) {
        int accepted;
        try {
            accepted = listening.accept(address);
        } catch (IOException e) {
            gate.failed(e);
            return;
        }
        if (accepted >= 0) {
            FileDescriptor socket = new FileDescriptor(accepted);
            EventLoop loop = opener.nextLoop();
            gate.admit(new SocketLink(
                    socket, NativeInetAddress.address(address, 1, address[0]), opener, loop, io.handler(loop)));
        }
    }
}
