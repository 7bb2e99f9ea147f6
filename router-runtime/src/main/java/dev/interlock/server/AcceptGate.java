package dev.interlock.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the acceptor of a listening channel and closes while there are as many connections as there may be, and
 * for a moment whenever accepting fails, as without file descriptors. Nobody is turned away meanwhile: clients wait in
 * the kernel's queue, or a few of them here, because transports accept several connections at a time.
 *
 * <p>Used by the channel's event loop alone, unless stated otherwise.
 */
// What the loop runs later is not waited for.
@SuppressWarnings("FutureReturnValueIgnored")
final class AcceptGate extends InboundHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptGate.class);

    private static final long REST_MILLIS = 100;

    private final OpenConnections open;
    private final int maxConnections;
    private final ChannelFutureListener closing = this::closed;
    private final Episode full = new Episode();
    private final Episode failing = new Episode();
    /** Accepted, but not let through. */
    private final ArrayDeque<Channel> waiting = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private boolean resting;
    /** Whether connections are let through however many there are. */
    private volatile boolean lifted;

    private volatile @Nullable Awaited awaited;

    /**
     * @param open counts those that are accepted, until they are closed
     * @param maxConnections how many may be let through, from 1
     */
    AcceptGate(OpenConnections open, int maxConnections) {
        this.open = open;
        this.maxConnections = maxConnections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        open.add();
        connection.closeFuture().addListener(closing);
        waiting.add(connection);
        regulate(context);
    }

    /** Lets those through who wait, as far as they may, and accepts more if there is room for more. */
    private void regulate(ChannelHandlerContext context) {
        int room = lifted ? Integer.MAX_VALUE : maxConnections - (open.count() - waiting.size());
        for (; room > 0 && !waiting.isEmpty(); room--) {
            Channel next = waiting.remove();
            Awaited current = awaited;
            context.fireChannelRead(next);
            if (current != null) {
                current.look(next);
            }
        }
        if (room <= 0 && full.begins(System.nanoTime())) {
            LOG.warn(
                    "{} connections are open, as many as max-connections allows: further clients wait until one closes",
                    maxConnections);
        }
        context.channel().config().setAutoRead(room > 0 && !resting);
    }

    /** Called by the connection's event loop. */
    private void closed(ChannelFuture connection) {
        if (open.remove() >= maxConnections && !lifted) {
            regulateLater();
        }
    }

    private void regulateLater() {
        ChannelHandlerContext current = context;
        if (current != null) {
            current.executor().execute(() -> regulate(current));
        }
    }

    /** Lets through whoever comes, from now on: there will be no more soon. For any thread. */
    void lift() {
        lifted = true;
        regulateLater();
    }

    /**
     * Has the promise kept when a connection has been let through.
     *
     * @param port of this machine, from which the connection has yet to be made
     */
    void await(int port, Promise<Void> passing) {
        awaited = new Awaited(port, passing);
    }

    private record Awaited(int port, Promise<Void> passing) {
        void look(Channel connection) {
            if (connection.remoteAddress() instanceof InetSocketAddress from && from.getPort() == port) {
                passing.trySuccess(null);
            }
        }
    }

    /** Accepting failed. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (failing.begins(System.nanoTime())) {
            LOG.warn(
                    "Accepting a connection failed ({}): further clients wait, tried again every {} ms. Tip: if it is for"
                            + " want of file descriptors, raise ulimit -n or lower max-connections",
                    cause.getMessage(),
                    REST_MILLIS);
        }
        LOG.debug("Accepting a connection failed", cause);
        resting = true;
        regulate(context);
        context.executor().schedule(() -> rested(context), REST_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void rested(ChannelHandlerContext context) {
        resting = false;
        regulate(context);
    }

    /** Closes those that wait if the channel is closed over their heads. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lifted = true;
        for (Channel connection : waiting) {
            connection.unsafe().closeForcibly();
        }
        waiting.clear();
        context.fireChannelInactive();
    }
}
