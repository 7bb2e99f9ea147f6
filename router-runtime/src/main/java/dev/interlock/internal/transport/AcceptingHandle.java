package dev.interlock.internal.transport;

import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.log.ServerLog;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Listening socket in the epoll set of an event loop. With this handle, the loop accepts connections without another
 * thread. Several event loops have handles of the same socket, and the kernel wakes one of the waiting loops. Used only
 * by the thread of its loop, unless a method says otherwise.
 *
 * <p>Epoll reports each new connection once. A loop does not accept connections while a handler blocks the loop or the
 * gate is closed. The {@link FallbackHandle} accepts these connections later. The loop that opens the gate again
 * accepts them too.
 */
final class AcceptingHandle implements EpollIoHandle, AcceptGate.Acceptor {
    private static final Logger LOG = ServerLog.of(AcceptingHandle.class);

    /** Flag of Linux 4.5 and later: epoll wakes only one of the waiting loops. */
    private static final int EPOLLEXCLUSIVE = 1 << 28;

    private static final EpollIoOps NEW_CONNECTIONS =
            EpollIoOps.valueOf(EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLET).value() | EPOLLEXCLUSIVE);

    private final Socket listening;
    private final SocketAcceptor acceptor;
    private final EventLoop loop;
    private final Runnable accept = this::accept;
    private @Nullable IoRegistration registration;

    AcceptingHandle(Socket listening, SocketAcceptor acceptor, EventLoop loop) {
        this.listening = listening;
        this.acceptor = acceptor;
        this.loop = loop;
    }

    /**
     * Begins to accept. Does nothing if the socket is already closed, because another socket may now have its file
     * descriptor.
     */
    void begin(DirectIoHandler io) {
        if (!listening.isOpen()) {
            return;
        }
        try {
            IoRegistration added = io.add(this);
            added.submit(NEW_CONNECTIONS);
            registration = added;
            acceptor.share();
        } catch (Throwable failure) {
            // The fallback still accepts all connections.
            LOG.debug("An event loop cannot accept connections by itself", failure);
        }
    }

    /** Makes the event loop stop accepting as soon as it has time. Any thread may call this. */
    void leave() {
        try {
            loop.execute(this::end);
        } catch (Throwable e) {
            // This does no harm: after the last connections, the acceptor accepts nothing even if the loop calls it.
            LOG.debug("An event loop could not stop accepting connections", e);
        }
    }

    private void end() {
        if (registration != null) {
            registration.cancel();
        }
    }

    /** Does nothing. Epoll reports each connection only once, and the acceptor asks the gate before it accepts. */
    @Override
    public void pause() {}

    /**
     * Accepts the ready connections if the caller is on this loop. This loop is then free to accept, even if handlers
     * block all other loops.
     */
    @Override
    public void resume() {
        if (loop.inEventLoop() && registration != null) {
            acceptLater();
        }
    }

    @Override
    public void handle(IoRegistration self, IoEvent event) {
        acceptLater();
    }

    /**
     * Accepts connections after the requests of this turn of the loop. If a request blocks the loop, the fallback
     * accepts the connections instead.
     */
    private void acceptLater() {
        try {
            loop.execute(accept);
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    private void accept() {
        try {
            if (acceptor.acceptForLoop()) {
                acceptLater();
            }
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /**
     * Logs a failure. Does not throw, because an exception would make Netty lose the epoll events of other sockets. The
     * fallback accepts the remaining connections.
     */
    private static void failed(Throwable failure) {
        Faults.error(LOG, "An event loop failed to accept connections", failure);
    }

    @Override
    public FileDescriptor fd() {
        return listening;
    }

    /** Leaves the socket open, because it belongs to the {@link EpollListener}. */
    @Override
    public void close() {}
}
