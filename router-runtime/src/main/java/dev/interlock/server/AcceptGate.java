package dev.interlock.server;

import io.netty.channel.ChannelHandlerContext;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between what a listening channel accepts and the event loops, and closes while there are as many connections as
 * there may be, and for a moment whenever accepting fails, as without file descriptors. Nobody is turned away meanwhile:
 * clients wait in the kernel's queue, and one or a few of them here. While one waits here, connections are closed that have
 * waited for a request for a while.
 *
 * <p>Used by the channel's event loop alone, unless stated otherwise.
 */
// What the loop runs later is not waited for.
@SuppressWarnings("FutureReturnValueIgnored")
final class AcceptGate extends InboundHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptGate.class);

    private static final long REST_MILLIS = 100;

    /** Time between two groups of connections while memory is short: in it, others give memory back. */
    private static final long MEMORY_REST_MILLIS = 20;

    /** Connections of such a group. */
    private static final int TRICKLE = 32;

    /** Time between two attempts to make room. */
    private static final long ROOM_MILLIS = 100;

    /** The part of all connections that is closed at a time, at most. */
    private static final int LARGEST_PART = 8;

    private final OpenConnections open;
    private final int maxConnections;
    private final MemoryBudget memory;
    private final Runnable closing = this::closed;
    private final Episode full = new Episode();
    private final Episode failing = new Episode();
    private final Episode closingIdle = new Episode();
    private final IdleConnections idle;
    /** Accepted, but not let through. */
    private final ArrayDeque<Accepted> waiting = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private boolean resting;
    /** Whether memory was short before the last rest. */
    private boolean sparing;
    /** Connections that may be let through although connections hold nearly all that they may. */
    private int trickle;
    /** Whether idle connections have been asked to close a moment ago. */
    private boolean makingRoom;
    /** How many are asked to close next: twice as many each time while clients wait. */
    private int nextRoom = 1;
    /** Connections accepted so far. */
    private long accepted;
    /** Whether a client of another machine has come. */
    private boolean remote;
    /** Idle connections closed so far. */
    private volatile long closedIdle;
    /** Whether connections are let through however many there are. */
    private volatile boolean lifted;

    /**
     * @param open counts those that are accepted, until they are closed
     * @param maxConnections how many may be let through, from 1
     * @param memory of all connections; few are let through while it is nearly full
     * @param idle closes connections when clients wait for one
     */
    AcceptGate(OpenConnections open, int maxConnections, MemoryBudget memory, IdleConnections idle) {
        this.open = open;
        this.memory = memory;
        this.idle = idle;
        this.maxConnections = maxConnections;
    }

    /** Closes idle connections of all event loops. */
    interface IdleConnections {
        /**
         * Closes some.
         *
         * @param count how many
         * @param closed gets the number of those closed, by any thread, once or several times
         */
        void close(int count, IntConsumer closed);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Lets a connection through when it may. */
    void admit(Accepted connection) {
        open.add();
        accepted++;
        remote |= !(connection.remoteAddress() instanceof InetSocketAddress from
                && from.getAddress().isLoopbackAddress());
        connection.whenClosed(closing);
        waiting.add(connection);
        regulate();
    }

    /** Lets those through who wait, as far as they may, and accepts more if there is room for more. */
    private void regulate() {
        // Asked once: event loops take and give back memory meanwhile.
        boolean isShort = !lifted && memory.isShort();
        spareMemory(isShort);
        int room = room(isShort);
        for (; room > 0 && !waiting.isEmpty(); room--) {
            Accepted next = waiting.remove();
            trickle = Math.max(0, trickle - 1);
            open(next);
        }
        if (isFull()) {
            if (full.begins(System.nanoTime())) {
                LOG.warn(
                        "{} connections are open, as many as max-connections allows: further clients wait until one closes",
                        maxConnections);
            }
            if (!waiting.isEmpty()) {
                makeRoom();
            }
        }
        // One more than may be, so that it is known whether a client waits.
        context().channel().config().setAutoRead((room > 0 || waiting.isEmpty()) && !resting);
    }

    /**
     * While memory is short, lets a few through at a time and then rests: a health check must not wait for the end of an
     * attack. If it is still short after a rest, connections are closed that hold more than those which wait.
     */
    private void spareMemory(boolean isShort) {
        if (resting || trickle > 0) {
            return;
        }
        if (isShort) {
            memory.used(Defence.REFUSED_CONNECTION);
            if (sparing) {
                memory.relieveForOthers();
            }
            sparing = true;
            rest(MEMORY_REST_MILLIS);
        } else {
            sparing = false;
        }
    }

    private static void open(Accepted connection) {
        try {
            connection.open();
        } catch (Throwable e) {
            connection.discard();
            Faults.error(LOG, "A connection was not given to an event loop", e);
        }
    }

    private boolean isFull() {
        return !lifted && open.count() - waiting.size() >= maxConnections;
    }

    private void makeRoom() {
        if (!makingRoom) {
            context().executor().schedule(this::roomMade, ROOM_MILLIS, TimeUnit.MILLISECONDS);
            makingRoom = true;
            idle.close(nextRoom, closed -> context().executor().execute(() -> closedIdle(closed)));
            nextRoom = Math.min(2 * nextRoom, maxConnections / LARGEST_PART + 1);
        }
    }

    private void roomMade() {
        makingRoom = false;
        if (waiting.isEmpty()) {
            nextRoom = 1;
        } else {
            regulate();
        }
    }

    // There is one writer.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void closedIdle(int closed) {
        closedIdle += closed;
        if (closed > 0 && closingIdle.begins(System.nanoTime())) {
            LOG.warn(
                    "Clients wait as {} connections are open: idle connections are closed, those first that have never sent"
                            + " anything. Tip: raise max-connections, or lower idle-timeout",
                    maxConnections);
        }
    }

    /** Idle connections closed so far because clients waited. For any thread. */
    long closedIdle() {
        return closedIdle;
    }

    /** Connections accepted so far. */
    long accepted() {
        return accepted;
    }

    /** Whether a client of another machine has come, to which the way is longer than within this one. */
    boolean isRemote() {
        return remote;
    }

    private int room(boolean isShort) {
        if (lifted) {
            return Integer.MAX_VALUE;
        }
        int free = maxConnections - (open.count() - waiting.size());
        return isShort ? Math.min(trickle, free) : free;
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

    /** Lets through whoever comes, from now on: there will be no more soon. */
    void lift() {
        lifted = true;
        resting = false;
        regulate();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause);
    }

    /** Accepting failed. */
    void failed(Throwable cause) {
        rest(REST_MILLIS);
        regulate();
        if (failing.begins(System.nanoTime())) {
            Faults.warn(
                    LOG,
                    "Accepting a connection failed ({}): further clients wait, tried again every {} ms. Tip: if it is for"
                            + " want of file descriptors, raise ulimit -n or lower max-connections",
                    String.valueOf(cause.getMessage()),
                    REST_MILLIS);
        }
        LOG.debug("Accepting a connection failed", cause);
    }

    /** Accepts nothing for a moment, or goes on at once if there is no memory for the task that ends the rest. */
    private void restOrGoOn() {
        try {
            rest(REST_MILLIS);
        } catch (OutOfMemoryError e) {
            // Nobody else would accept again.
            context().channel().config().setAutoRead(true);
        }
    }

    /** Accepts nothing for a moment. */
    private void rest(long millis) {
        // First: without memory for it, nobody would accept again.
        context().executor().schedule(this::rested, millis, TimeUnit.MILLISECONDS);
        resting = true;
    }

    private void rested() {
        resting = false;
        trickle = TRICKLE;
        try {
            regulate();
        } catch (Throwable e) {
            restOrGoOn();
            Faults.error(LOG, "Accepting goes on after a rest", e);
        }
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
