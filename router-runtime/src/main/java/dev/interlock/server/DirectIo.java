package dev.interlock.server;

import io.netty.channel.Channel;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Netty's epoll, with a shorter way for what nearly every request is: bytes that arrive, and one buffer that is sent. Both
 * go between the socket and its {@link Connection}; the pipeline of a channel has nothing to add to them, and is a third of
 * what a request costs outside of the kernel. So connections have no channel ({@link SocketLink}) until they meet what takes one,
 * such as answers that the kernel does not take at once, and then go around its pipeline ({@link DirectHandle}) all the same.
 * Safe for use by several threads.
 */
final class DirectIo implements IoHandlerFactory {
    private final IoHandlerFactory epoll = EpollIoHandler.newFactory();
    private final Map<ThreadAwareExecutor, DirectIoHandler> handlers = new ConcurrentHashMap<>();
    private final SharedReadBuffer readBuffers;

    /** @param readBuffers what is read into, here and by the channels */
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

    /** The part of an event loop that it has made a handler for. */
    DirectIoHandler handler(ThreadAwareExecutor loop) {
        DirectIoHandler handler = handlers.get(loop);
        if (handler == null) {
            throw new IllegalStateException("It is no event loop of this transport");
        }
        return handler;
    }

    /** That of a channel which has just been given to an event loop; null if it is none of these. */
    @Nullable
    DirectSocket socket(Channel channel) {
        DirectIoHandler handler = handlers.get(channel.eventLoop());
        return handler == null ? null : handler.handle(channel);
    }
}
