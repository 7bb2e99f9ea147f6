package dev.interlock.internal.transport;

import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.log.ServerLog;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Listening socket in the epoll set of the accepting event loop, which runs no handlers. It accepts the connections
 * that the other event loops have not accepted, because handlers block these loops or the gate was closed. Epoll
 * reports the socket as long as a connection is ready.
 */
final class FallbackHandle implements EpollIoHandle, AcceptGate.Acceptor {
    private static final Logger LOG = ServerLog.of(FallbackHandle.class);

    /** Options that pause the socket: it stays in the epoll set, but epoll does not report new connections. */
    private static final EpollIoOps PAUSED = EpollIoOps.EPOLLET;

    private final Socket listening;
    private final AcceptGate gate;
    private final SocketAcceptor acceptor;
    private final Runnable close;
    private volatile @Nullable IoRegistration registration;

    /** @param close task that closes the socket if the accepting event loop ends */
    FallbackHandle(Socket listening, AcceptGate gate, SocketAcceptor acceptor, Runnable close) {
        this.listening = listening;
        this.gate = gate;
        this.acceptor = acceptor;
        this.close = close;
    }

    /** Begins to accept. Called on the accepting event loop. */
    void begin(DirectIoHandler io) throws Exception {
        IoRegistration added = io.add(this);
        added.submit(EpollIoOps.EPOLLIN);
        registration = added;
    }

    /** Stops accepting connections on this handle. Any thread may call this. */
    void leave() {
        try {
            IoRegistration current = registration;
            if (current != null) {
                current.cancel();
            }
        } catch (Throwable e) {
            // This does no harm: the acceptor has already stopped, so it accepts nothing even if the loop still calls
            // it.
            LOG.debug("The accepting event loop could not stop accepting connections", e);
        }
    }

    @Override
    public void pause() {
        submit(PAUSED);
    }

    @Override
    public void resume() {
        submit(EpollIoOps.EPOLLIN);
    }

    private void submit(EpollIoOps ops) {
        IoRegistration current = registration;
        if (current != null && listening.isOpen()) {
            current.submit(ops);
        }
    }

    /**
     * Accepts the connections that the other event loops have not accepted. Does not throw, because an exception would
     * make Netty lose the epoll events of other sockets. After a failure, epoll reports this socket again.
     */
    @Override
    public void handle(IoRegistration self, IoEvent event) {
        try {
            if (gate.wantsMore()) {
                acceptor.acceptLeft();
            } else {
                // The gate is closed, but may have failed to pause this handle.
                gate.tell(this);
            }
        } catch (Throwable failure) {
            Faults.error(LOG, "The accepting event loop failed to accept connections", failure);
        }
    }

    @Override
    public FileDescriptor fd() {
        return listening;
    }

    @Override
    public void close() {
        close.run();
    }
}
