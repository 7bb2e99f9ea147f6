package dev.interlock.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between what a listening channel accepts and the event loops, and closes while there are as many connections as
 * there may be, and for a moment whenever accepting fails, as without file descriptors. Nobody is turned away meanwhile:
 * clients wait in the kernel's queue, or a few of them here, because transports accept several connections at a time.
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
    private final MemoryBudget memory;
    private final Runnable closing = this::closed;
    private final Episode full = new Episode();
    private final Episode failing = new Episode();
    /** Accepted, but not let through. */
    private final ArrayDeque<Accepted> waiting = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private boolean resting;
    /** Whether connections are let through however many there are. */
    private volatile boolean lifted;

    private volatile @Nullable Awaited awaited;

    /**
     * @param open counts those that are accepted, until they are closed
     * @param maxConnections how many may be let through, from 1
     * @param memory of all connections; none is let through while it is nearly full
     */
    AcceptGate(OpenConnections open, int maxConnections, MemoryBudget memory) {
        this.open = open;
        this.memory = memory;
        this.maxConnections = maxConnections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Lets a connection through when it may. */
    void admit(Accepted connection) {
        open.add();
        connection.whenClosed(closing);
        waiting.add(connection);
        regulate();
    }

    /** Lets those through who wait, as far as they may, and accepts more if there is room for more. */
    private void regulate() {
        if (!lifted && !resting && memory.isNearlyFull()) {
            memory.used(Defence.REFUSED_CONNECTION);
            memory.relieve();
            rest();
        }
        int room = room();
        for (; room > 0 && !waiting.isEmpty(); room--) {
            Accepted next = waiting.remove();
            next.open();
            Awaited current = awaited;
            if (current != null) {
                current.look(next);
            }
        }
        if (room <= 0 && !resting && full.begins(System.nanoTime())) {
            LOG.warn(
                    "{} connections are open, as many as max-connections allows: further clients wait until one closes",
                    maxConnections);
        }
        context().channel().config().setAutoRead(room > 0 && !resting);
    }

    private int room() {
        if (lifted) {
            return Integer.MAX_VALUE;
        }
        return memory.isNearlyFull() ? 0 : maxConnections - (open.count() - waiting.size());
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext current = context;
        if (current == null) {
            throw new IllegalStateException("The gate belongs to no channel");
        }
        return current;
    }

    /** Called by the connection's event loop. */
    private void closed() {
        if (open.remove() >= maxConnections && !lifted) {
            regulateLater();
        }
    }

    private void regulateLater() {
        ChannelHandlerContext current = context;
        if (current != null) {
            current.executor().execute(this::regulate);
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
        void look(Accepted connection) {
            if (connection.remoteAddress() instanceof InetSocketAddress from && from.getPort() == port) {
                passing.trySuccess(null);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause);
    }

    /** Accepting failed. */
    void failed(Throwable cause) {
        if (failing.begins(System.nanoTime())) {
            LOG.warn(
                    "Accepting a connection failed ({}): further clients wait, tried again every {} ms. Tip: if it is for"
                            + " want of file descriptors, raise ulimit -n or lower max-connections",
                    cause.getMessage(),
                    REST_MILLIS);
        }
        LOG.debug("Accepting a connection failed", cause);
        rest();
        regulate();
    }

    /** Accepts nothing for a moment. */
    private void rest() {
        resting = true;
        context().executor().schedule(this::rested, REST_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void rested() {
        resting = false;
        regulate();
    }

    /** Closes those that wait if the channel is closed over their heads. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lifted = true;
        for (Accepted connection : waiting) {
            connection.discard();
        }
        waiting.clear();
        context.fireChannelInactive();
    }
}
