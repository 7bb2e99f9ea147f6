package dev.interlock.internal.transport;

import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Netty's epoll, and buffers for each event loop. The buffers serve sockets without a channel ({@link SocketLink}). For
 * most requests, a socket receives bytes once and sends one buffer. A pipeline would gain nothing for these requests,
 * but would take a third of the time that a request costs outside of the kernel. Safe for use by several threads.
 */
final class DirectIo implements IoHandlerFactory {
    private final IoHandlerFactory epoll = EpollIoHandler.newFactory();
    private final Map<ThreadAwareExecutor, DirectIoHandler> handlers = new ConcurrentHashMap<>();
    private final SharedReadBuffer readBuffers;

    /** @param readBuffers buffers for reads from sockets, with and without a channel */
    DirectIo(SharedReadBuffer readBuffers) {
        this.readBuffers = readBuffers;
    }

    @Override
    public IoHandler newHandler(ThreadAwareExecutor loop) {
        DirectIoHandler handler = new DirectIoHandler(epoll.newHandler(loop), readBuffers);
        handlers.put(loop, handler);
        return handler;
    }

    @Override
    public boolean isChangingThreadSupported() {
        return epoll.isChangingThreadSupported();
    }

    /** Creates the I/O handler of an event loop. */
    DirectIoHandler handler(ThreadAwareExecutor loop) {
        DirectIoHandler handler = handlers.get(loop);
        if (handler == null) {
            throw new IllegalStateException("The event loop does not belong to this transport");
        }
        return handler;
    }
}
