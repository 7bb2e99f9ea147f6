package dev.interlock.internal.transport;

import dev.interlock.internal.log.ServerLog;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/**
 * Listening socket without a channel, on epoll. All event loops accept connections from it ({@link AcceptingHandle}).
 * The accepting event loop accepts the connections that the other loops do not accept in time ({@link FallbackHandle}).
 * Safe for use by several threads.
 */
// The close of a socket completes at once.
@SuppressWarnings("FutureReturnValueIgnored")
final class EpollListener implements Listener {
    private static final Logger LOG = ServerLog.of(EpollListener.class);

    private final Socket socket;
    private final AcceptGate gate;
    private final SocketAcceptor acceptor;
    private final FallbackHandle fallback;
    private final List<AcceptingHandle> handles = new ArrayList<>();

    private EpollListener(Socket socket, AcceptGate gate, SocketAcceptor acceptor) {
        this.socket = socket;
        this.gate = gate;
        this.acceptor = acceptor;
        fallback = new FallbackHandle(socket, gate, acceptor, this::close);
    }

    /** Gives a socket its address and options. */
    private interface Binding {
        void bind(Socket socket) throws IOException;
    }

    /**
     * Opens a listening socket.
     *
     * @param accepting the accepting event loop
     * @param io epoll of all event loops
     * @throws IOException if the system rejects the address
     */
    static EpollListener open(
            InetSocketAddress address,
            int backlog,
            EventLoop accepting,
            DirectIo io,
            AcceptGate gate,
            ConnectionOpener opener)
            throws IOException {
        Binding binding = socket -> {
            socket.setReuseAddress(true);
            // On Linux, an accepted socket inherits this option from the listening socket.
            socket.setTcpNoDelay(true);
            socket.bind(address);
        };
        return open(Socket.newSocketStream(), binding, backlog, accepting, io, gate, opener);
    }

    /**
     * Opens a listening unix domain socket. The file of the socket gets its permissions before the first client can
     * connect.
     */
    static EpollListener open(
            UnixSocketFile file,
            int backlog,
            EventLoop accepting,
            DirectIo io,
            AcceptGate gate,
            ConnectionOpener opener)
            throws IOException {
        Binding binding = socket -> {
            socket.bind(new DomainSocketAddress(file.path().toString()));
            file.publish(file.path());
        };
        return open(Socket.newSocketDomain(), binding, backlog, accepting, io, gate, opener);
    }

    private static EpollListener open(
            Socket socket,
            Binding binding,
            int backlog,
            EventLoop accepting,
            DirectIo io,
            AcceptGate gate,
            ConnectionOpener opener)
            throws IOException {
        EpollListener listener = new EpollListener(socket, gate, new SocketAcceptor(socket, gate, opener, io));
        boolean listens = false;
        try {
            binding.bind(socket);
            socket.listen(backlog);
            listener.begin(accepting, io, opener.loops());
            listens = true;
            return listener;
        } finally {
            if (!listens) {
                listener.close();
            }
        }
    }

    private void begin(EventLoop accepting, DirectIo io, List<EventLoop> loops) {
        accepting
                .submit(() -> {
                    fallback.begin(io.handler(accepting));
                    return true;
                })
                .syncUninterruptibly();
        gate.add(fallback);
        for (EventLoop loop : loops) {
            AcceptingHandle handle = new AcceptingHandle(socket, acceptor, loop);
            handles.add(handle);
            gate.add(handle);
            loop.execute(() -> handle.begin(io.handler(loop)));
        }
    }

    @Override
    public int port() {
        return socket.localAddress().getPort();
    }

    @Override
    public boolean refuseHandshakes() {
        return acceptor.refuseHandshakes();
    }

    @Override
    public void leaveLoops() {
        handles.forEach(AcceptingHandle::leave);
    }

    @Override
    public boolean acceptsAll() {
        return true;
    }

    @Override
    public long prepareLast() {
        return 0;
    }

    @Override
    public void acceptLast() {
        acceptor.acceptLast();
    }

    /** Closes the socket at once, even if handlers block its event loops. */
    @Override
    public Future<?> close() {
        acceptor.stop();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("The listening socket was not closed cleanly", e);
        } finally {
            fallback.leave();
            leaveLoops();
            gate.close();
        }
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(null);
    }
}
