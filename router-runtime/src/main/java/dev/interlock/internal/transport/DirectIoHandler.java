package dev.interlock.internal.transport;

import dev.interlock.internal.engine.BatchSize;
import dev.interlock.internal.engine.SendBuffers;
import dev.interlock.internal.log.ServerLog;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import org.slf4j.Logger;

/** I/O handler of one event loop, created by {@link DirectIo}. Used only by the thread of the loop. */
final class DirectIoHandler implements IoHandler {
    private static final Logger LOG = ServerLog.of(DirectIoHandler.class);

    private final IoHandler epoll;
    private final SharedReadBuffer readBuffers;
    private final Batch batch;
    private final SendBuffers sendBuffers = new SendBuffers(BatchSize.MOST);

    DirectIoHandler(IoHandler epoll, SharedReadBuffer readBuffers) {
        this.epoll = epoll;
        this.readBuffers = readBuffers;
        batch = new Batch(readBuffers);
    }

    /** Returns the batch that reads the loop's sockets. */
    Batch batch() {
        return batch;
    }

    /** Returns the buffers for responses, one for each connection of a batch. */
    SendBuffers sendBuffers() {
        return sendBuffers;
    }

    /** Registers with epoll a socket that has no channel. */
    IoRegistration add(EpollIoHandle socket) throws Exception {
        return epoll.register(socket);
    }

    @Override
    public IoRegistration register(IoHandle channel) throws Exception {
        return new LastingRegistration(epoll.register(channel));
    }

    @Override
    public void initialize() {
        epoll.initialize();
        try {
            // The buffer is allocated before clients connect, so that they need not wait and cannot exhaust the memory
            // before.
            readBuffers.prepare();
        } catch (Throwable e) {
            // The first read tries again. If the server cannot start, other code reports the reason.
            LOG.debug("An event loop has no buffer to read into", e);
        }
    }

    @Override
    public int run(IoHandlerContext context) {
        int handled = epoll.run(context);
        batch.complete();
        return handled;
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return epoll.isCompatible(type);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        try {
            sendBuffers.release();
        } finally {
            epoll.destroy();
        }
    }
}
