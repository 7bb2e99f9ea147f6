package dev.interlock.server;

import dev.interlock.log.ServerLog;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;

/** Makes connections from accepted sockets. Safe for use by several threads. */
final class ConnectionOpener {
    private static final Logger LOG = ServerLog.of(ConnectionOpener.class);

    private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    private final EventLoops loops;
    private final Transport transport;

    ConnectionOpener(EventLoops loops, Transport transport) {
        this.loops = loops;
        this.transport = transport;
    }

    /** All event loops. */
    List<EventLoop> loops() {
        return loops.all();
    }

    /** Event loop for the next connection. */
    EventLoop nextLoop() {
        return loops.next();
    }

    /**
     * Hands a connection to an event loop, which runs the task.
     *
     * @throws RejectedExecutionException when the loop has ended
     */
    void hand(EventLoop loop, Runnable task) {
        LoopActivity activity = loops.of(loop).context().activity();
        activity.handed();
        boolean accepted = false;
        try {
            loop.execute(() -> {
                activity.taken();
                task.run();
            });
            accepted = true;
        } finally {
            if (!accepted) {
                activity.taken();
            }
        }
    }

    /** Performs a task on an event loop; returns false if the loop has ended. */
    boolean execute(EventLoop loop, LoopTask task) {
        return loops.of(loop).context().execute(task);
    }

    /** A connection on an event loop of the server, whose thread calls. */
    Connection open(Link link, EventExecutor loop) {
        return loops.of(loop).open(link);
    }

    /** Sets up a channel for an event loop, with a connection of its own. */
    void setUp(Channel channel) {
        setUp(channel, link -> open(link, channel.eventLoop()));
    }

    /** Sets a channel up that is to be given to an event loop. */
    void setUp(Channel channel, ConnectionHandler.Opening opening) {
        channel.pipeline().addLast(new ConnectionHandler(opening, transport));
        set(channel, ChannelOption.ALLOW_HALF_CLOSURE, true);
        set(channel, ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER);
        set(channel, ChannelOption.RECVBUF_ALLOCATOR, transport.readBuffers());
        transport.prepare(channel);
    }

    /** If the client has gone, setting an option fails. The first read of the connection then reports that. */
    private static <T> void set(Channel channel, ChannelOption<T> option, T value) {
        try {
            channel.config().setOption(option, value);
        } catch (RuntimeException e) {
            LOG.debug("{} of {} was not set", option, channel, e);
        }
    }
}
