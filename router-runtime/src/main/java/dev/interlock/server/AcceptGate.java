package dev.interlock.server;

import dev.interlock.log.ServerLog;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Passes accepted connections from a listening channel to the event loops. The gate closes while the connection limit
 * is reached, and for a moment after accepting has failed, for example for want of file descriptors.
 *
 * <p>A closed gate rejects nobody: clients wait in the kernel's queue, and one or a few of them here. While a client
 * waits here, the gate closes connections that have been idle for a while.
 *
 * <p>Safe for use by several threads.
 */
// Nobody waits for the tasks that the loop runs later.
@SuppressWarnings("FutureReturnValueIgnored")
final class AcceptGate extends InboundHandler {
    private static final Logger LOG = ServerLog.of(AcceptGate.class);

    private static final long REST_MILLIS = 100;

    /**
     * Time between two groups of connections while memory is short. Other connections give memory back in this time.
     */
    private static final long MEMORY_REST_MILLIS = 20;

    /** Most connections in a group that is let through while memory is short. */
    private static final int TRICKLE = 32;

    /** Time between two attempts to make room. */
    private static final long ROOM_MILLIS = 100;

    /** Largest part of all connections that is closed at a time. */
    private static final int LARGEST_PART = 8;

    private final OpenConnections open;
    private final int maxConnections;
    private final MemoryBudget memory;
    private final Runnable closing = this::closed;
    private final Episode full = new Episode();
    private final Episode failing = new Episode();
    private final Episode closingIdle = new Episode();
    private final IdleConnections idle;
    /** Accepted connections that wait to be let through. */
    private final FifoQueue<Accepted> waiting = new FifoQueue<>(2);

    private @Nullable ChannelHandlerContext context;
    /** Whether further connections should be accepted now. The channel follows on its own event loop. */
    private volatile boolean wantsMore = true;

    private boolean resting;
    /** Whether memory was short before the last rest. */
    private boolean sparing;
    /** Connections that may pass although the memory budget is nearly full. */
    private int trickle;
    /** Whether idle connections were asked to close a moment ago. */
    private boolean makingRoom;
    /** Number of connections to close next. Doubles each time while clients wait. */
    private int nextRoom = 1;
    /** Number of connections accepted so far. */
    private long accepted;
    /** Whether a client on another machine has connected. */
    private boolean remote;
    /** Idle connections closed so far. */
    private volatile long closedIdle;
    /** Whether every connection is let through, whatever the limit. */
    private volatile boolean lifted;

    /**
     * @param open counts accepted connections until they are closed
     * @param maxConnections limit on open connections, from 1
     * @param memory budget of all connections; few connections pass while it is nearly full
     * @param idle closes idle connections when clients wait
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
         * Closes some idle connections.
         *
         * @param count number of connections to close
         * @param closed receives the number of closed connections, from any thread, once or several times
         */
        void close(int count, IntConsumer closed);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Lets a connection through as soon as the limit allows. */
    synchronized void admit(Accepted connection) {
        boolean taken = false;
        try {
            take(connection);
            taken = true;
        } finally {
            if (!taken) {
                connection.discard();
            }
        }
        regulate();
    }

    /** Counts the connection last: a step that fails leaves nothing behind. */
    private void take(Accepted connection) {
        waiting.add(connection);
        boolean followed = false;
        try {
            connection.whenClosed(closing);
            followed = true;
        } finally {
            if (!followed) {
                waiting.removeLast();
            }
        }
        open.add();
        accepted++;
        remote |= !(connection.remoteAddress() instanceof InetSocketAddress from
                && from.getAddress().isLoopbackAddress());
    }

    /** Lets waiting connections through up to the limit, and accepts more if there is room. */
    private synchronized void regulate() {
        // Read once: event loops take and give back memory meanwhile.
        boolean isShort = !lifted && memory.isShort();
        spareMemory(isShort);
        int room = room(isShort);
        for (Accepted next = next(room); next != null; next = next(room)) {
            room--;
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
        // One more than the limit: this shows whether a client waits.
        wantsMore = (room > 0 || waiting.isEmpty()) && !resting;
        tellChannel();
    }

    private @Nullable Accepted next(int room) {
        return room > 0 ? waiting.poll() : null;
    }

    /**
     * Starts or stops the channel, on its event loop. If another thread stops it, Netty's epoll channel leaves the
     * socket in the epoll set, and epoll then wakes the accepting thread again and again.
     */
    private void tellChannel() {
        if (context().channel().config().isAutoRead() == wantsMore) {
            return;
        }
        if (context().executor().inEventLoop()) {
            follow();
        } else {
            context().executor().execute(this::follow);
        }
    }

    /** Brings the channel into the state that the gate wants. Called by the channel's event loop. */
    synchronized void follow() {
        context().channel().config().setAutoRead(wantsMore);
    }

    /**
     * While memory is short, lets a few connections through and then rests, so that a health check need not wait for
     * the end of an attack. If memory is still short after the rest, closes connections that hold more than the waiting
     * ones.
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

    private synchronized void roomMade() {
        makingRoom = false;
        if (waiting.isEmpty()) {
            nextRoom = 1;
        } else {
            regulate();
        }
    }

    private synchronized void closedIdle(int closed) {
        closedIdle += closed;
        if (closed > 0 && closingIdle.begins(System.nanoTime())) {
            LOG.warn(
                    "Clients wait as {} connections are open: idle connections are closed, those first that have never sent"
                            + " anything. Tip: raise max-connections, or lower idle-timeout",
                    maxConnections);
        }
    }

    /** Number of idle connections closed so far because clients waited. For any thread. */
    long closedIdle() {
        return closedIdle;
    }

    /** Number of connections accepted so far. */
    synchronized long accepted() {
        return accepted;
    }

    /** Whether a client on another machine has connected. Handshakes take longer then. */
    synchronized boolean isRemote() {
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

    /** Whether further connections should be accepted now. */
    boolean wantsMore() {
        return wantsMore;
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

    /** Lets every connection through from now on. Called when the listening channel closes soon. */
    synchronized void lift() {
        lifted = true;
        resting = false;
        regulate();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause);
    }

    /** Accepting failed. */
    synchronized void failed(Throwable cause) {
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

    /** Stops accepting for a moment. Continues at once if there is no memory for the task that ends the rest. */
    private void restOrGoOn() {
        try {
            rest(REST_MILLIS);
        } catch (OutOfMemoryError e) {
            // No other code would start accepting again.
            wantsMore = true;
            follow();
        }
    }

    /** Stops accepting for a moment. */
    private void rest(long millis) {
        // Scheduled first: if this fails for want of memory, accepting must not stop for ever.
        context().executor().schedule(this::rested, millis, TimeUnit.MILLISECONDS);
        resting = true;
    }

    private synchronized void rested() {
        resting = false;
        trickle = TRICKLE;
        try {
            regulate();
        } catch (Throwable e) {
            restOrGoOn();
            Faults.error(LOG, "Resuming to accept connections failed", e);
        }
    }

    /** Closes the waiting connections when the channel is closed. */
    @Override
    public synchronized void channelInactive(ChannelHandlerContext context) {
        lifted = true;
        for (Accepted connection = waiting.poll(); connection != null; connection = waiting.poll()) {
            connection.discard();
        }
        context.fireChannelInactive();
    }
}
