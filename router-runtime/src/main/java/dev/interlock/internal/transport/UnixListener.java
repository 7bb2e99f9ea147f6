package dev.interlock.internal.transport;

import io.netty.util.concurrent.Future;
import java.io.IOException;

/** Listening unix domain socket. It removes the file of the socket before it closes. */
final class UnixListener implements Listener {
    private final Listener socket;
    private final UnixSocketFile file;

    UnixListener(Listener socket, UnixSocketFile file) {
        this.socket = socket;
        this.file = file;
    }

    @Override
    public int port() {
        return -1;
    }

    /** Removes the file, so that no more clients can connect. Clients that have connected before are still accepted. */
    @Override
    public boolean refuseHandshakes() {
        file.remove();
        return true;
    }

    @Override
    public void leaveLoops() {
        socket.leaveLoops();
    }

    @Override
    public boolean acceptsAll() {
        return socket.acceptsAll();
    }

    @Override
    public long prepareLast() {
        return socket.prepareLast();
    }

    @Override
    public void acceptLast() throws IOException {
        socket.acceptLast();
    }

    @Override
    public Future<?> close() {
        file.remove();
        return socket.close();
    }
}
