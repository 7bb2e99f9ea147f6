package dev.interlock.internal.transport;

import dev.interlock.internal.engine.Connection;
import dev.interlock.internal.engine.Link;
import dev.interlock.internal.engine.LoopActivity;
import dev.interlock.internal.engine.LoopTask;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.tls.TlsEndpoint;
import dev.interlock.internal.tls.TlsRecordReader;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Creates connections from accepted sockets. Safe for use by several threads. */
public final class ConnectionOpener {
    private static final Logger LOG = ServerLog.of(ConnectionOpener.class);

    private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(64 * 1024, 128 * 1024);

    private final EventLoops loops;
    private final Transport transport;
    private final int endpoint;
    /** Address that all clients share, or null if each client has its own. */
    private final @Nullable SocketAddress shared;

    /** TLS of the endpoint, or null if it has none. */
    private final @Nullable TlsEndpoint tls;

    /** Creates an opener of connections to the main endpoint, without TLS. */
    public ConnectionOpener(EventLoops loops, Transport transport) {
        this(loops, transport, 0, null, null);
    }

    /**
     * @param endpoint index of the endpoint of the connections
     * @param file file of the unix domain socket whose clients connect, or null
     * @param tls TLS of the endpoint, or null if it has none
     */
    public ConnectionOpener(
            EventLoops loops,
            Transport transport,
            int endpoint,
            @Nullable UnixSocketFile file,
            @Nullable TlsEndpoint tls) {
        this.tls = tls;
        this.loops = loops;
        this.transport = transport;
        this.endpoint = endpoint;
        shared = file == null ? null : file.address();
    }

    /** Returns the address of the clients of a unix domain socket, or null if each client has its own. */
    @Nullable
    SocketAddress shared() {
        return shared;
    }

    /** Returns whether each connection needs a channel, because its bytes must pass through the handlers of TLS. */
    boolean needsChannels() {
        return tls != null;
    }

    /** Returns the address of the client of a channel. */
    SocketAddress remoteAddress(Channel channel) {
        return shared == null ? channel.remoteAddress() : shared;
    }

    List<EventLoop> loops() {
        return loops.all();
    }

    /** Returns the event loop for the next connection. */
    EventLoop nextLoop() {
        return loops.next();
    }

    /** Passes a connection to an event loop, and runs the task on this loop. Returns false if the loop has ended. */
    boolean hand(EventLoop loop, Runnable task) {
        LoopActivity activity = loops.of(loop).context().activity();
        activity.handed();
        boolean accepted = false;
        try {
            loop.execute(() -> {
                activity.taken();
                task.run();
            });
            accepted = true;
        } catch (RejectedExecutionException e) {
            // The server has closed in the meantime.
            LOG.debug("A connection was not given to an event loop", e);
        } finally {
            if (!accepted) {
                activity.taken();
            }
        }
        return accepted;
    }

    /** Performs a task on an event loop. Returns false if the loop has ended. */
    boolean execute(EventLoop loop, LoopTask task) {
        return loops.of(loop).context().execute(task);
    }

    /** Opens a connection. Called on its event loop. */
    Connection open(Link link, EventExecutor loop) {
        return loops.of(loop).open(link, endpoint);
    }

    /** Sets up an unregistered channel. The channel opens a connection when it becomes active. */
    void setUp(Accepted connection, Channel channel) {
        if (tls != null) {
            TlsRecordReader reader = new TlsRecordReader(tls, channel.alloc());
            reader.addTo(channel.pipeline());
            setUp(
                    channel,
                    new ConnectionHandler(context -> open(
                            new TlsLink(context, connection.remoteAddress(), reader, transport.socketWriter(channel)),
                            channel.eventLoop())));
            return;
        }
        setUp(
                channel,
                new ConnectionHandler(
                        context -> open(new ChannelLink(context, connection.remoteAddress()), channel.eventLoop())));
    }

    /**
     * Sets up an unregistered channel for an open connection.
     *
     * @return the link of the channel; the caller must move the connection to it before the channel is registered
     */
    Link setUp(Channel channel, Connection connection, SocketAddress remoteAddress) {
        ConnectionHandler handler = new ConnectionHandler(context -> connection);
        setUp(channel, handler);
        return new ChannelLink(channel.pipeline().context(handler), remoteAddress);
    }

    private void setUp(Channel channel, ConnectionHandler handler) {
        channel.pipeline().addLast(handler);
        set(channel, ChannelOption.ALLOW_HALF_CLOSURE, true);
        set(channel, ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER);
        set(channel, ChannelOption.RECVBUF_ALLOCATOR, transport.readBuffers());
        transport.prepare(channel);
    }

    /** Sets an option. Does not throw if the client has left, because the first read of the connection reports this. */
    private static <T> void set(Channel channel, ChannelOption<T> option, T value) {
        try {
            channel.config().setOption(option, value);
        } catch (RuntimeException e) {
            LOG.debug("{} of {} was not set", option, channel, e);
        }
    }
}
