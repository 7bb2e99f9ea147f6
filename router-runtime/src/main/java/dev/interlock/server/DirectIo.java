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
 * go between the socket and its {@link Connection}, around the pipeline of the channel, which has nothing to add to them;
 * that is a third of what a request costs outside of the kernel. All else is the channel's, as ever: connecting, closing,
 * halves that end, errors, and answers that the kernel does not take at once. Safe for use by several threads.
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

    /** That of a channel which has just been given to an event loop; null if it is none of these. */
    @Nullable
    DirectSocket socket(Channel channel) {
        DirectIoHandler handler = handlers.get(channel.eventLoop());
        return handler == null ? null : handler.handle(channel);
    }
}
