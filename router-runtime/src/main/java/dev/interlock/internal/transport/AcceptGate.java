package dev.interlock.internal.transport;

import dev.interlock.internal.determinism.ReadsSystemClock;
import dev.interlock.internal.engine.Defence;
import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.FifoQueue;
import dev.interlock.internal.engine.LogThrottle;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.log.ServerLog;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Decides how many connections a server accepts, and passes them to the event loops. The gate is closed while the
 * connection limit is reached. It is also closed for a moment after a failed accept, for example for lack of file
 * descriptors. While memory is short, only small groups of connections pass.
 *
 * <p>A closed gate rejects no client. Clients wait in the kernel's queue, and one or a few accepted clients wait in the
 * gate. While a client waits in the gate because of the connection limit, the gate closes connections that have been
 * idle for a while.
 *
 * <p>Any number of acceptors, on any threads, can share a gate. The gate has no thread of its own: each call does its
 * work on the calling thread. Safe for use by several threads.
 */
@ReadsSystemClock("It repeats a warning at most once a minute.")
public final class AcceptGate {
    private static final Logger LOG = ServerLog.of(AcceptGate.class);

    private static final long REST_MILLIS = 100;

    /**
     * Time between two groups of connections while memory is short. Other connections can release memory in this time.
     */
    private static final long MEMORY_REST_MILLIS = 20;

    /** Limit on the connections that pass in one group while memory is short. */
    private static final int TRICKLE = 32;

    /** Time between two attempts to close idle connections. */
    private static final long ROOM_MILLIS = 100;

    /** One attempt closes at most the connection limit divided by this number, plus one. */
    private static final int LARGEST_PART = 8;

    private final OpenConnections open;
    private final int maxConnections;
    private final MemoryBudget memory;
    private final IdleConnections idle;
    private final Timer timer;
    private final Runnable closing = this::closed;
    private final LogThrottle full = new LogThrottle();
    private final LogThrottle failing = new LogThrottle();
    private final LogThrottle closingIdle = new LogThrottle();
    private final List<Acceptor> acceptors = new ArrayList<>();
    /** Accepted connections that wait to pass the gate. */
    private final FifoQueue<Accepted> waiting = new FifoQueue<>(2);

    /** Whether acceptors should accept more connections. */
    private volatile boolean wantsMore = true;
    /** Value of {@link #wantsMore} at the last notification of the acceptors. */
    private boolean told = true;
    /** Whether an acceptor could not be notified of the last change. */
    private boolean failedToTell;

    private boolean resting;
    /** Whether memory was short when {@link #spareMemory} last checked it. */
    private boolean sparing;
    /** Number of connections that may still pass while memory is short. */
    private int trickle;
    /** Whether the last attempt to close idle connections was a moment ago. */
    private boolean makingRoom;
    /** Number of connections to close at the next attempt. It doubles with each attempt while clients wait. */
    private int nextRoom = 1;
    /** Number of connections accepted so far. */
    private long accepted;
    /** Whether a client on another machine has connected. */
    private boolean remote;
    /** Number of idle connections closed so far. */
    private volatile long closedIdle;
    /** Whether all connections pass, regardless of limit and memory. */
    private volatile boolean lifted;

    /**
     * Source of connections. The gate calls an acceptor on any thread, but never concurrently. In these calls, the
     * acceptor must not call the gate.
     */
    interface Acceptor {
        /** Stops accepting. Connections that were accepted before may still be passed to the gate. */
        void pause();

        /** Accepts again, including the connections that became ready during the pause. */
        void resume();
    }

    /** Closes idle connections of all event loops. */
    public interface IdleConnections {
        /**
         * Closes some idle connections.
         *
         * @param count number of connections to close
         * @param closed receives the number of closed connections, from any thread, once or several times
         */
        void close(int count, IntConsumer closed);
    }

    /** Runs tasks later. */
    interface Timer {
        /** Runs the task once after a delay, on any thread. */
        void schedule(Runnable task, long millis);
    }

    /**
     * @param open count of the accepted connections that are not closed yet
     * @param maxConnections limit on open connections, at least 1
     * @param memory budget of all connections; while memory is short, few connections pass
     * @param idle closes idle connections when clients wait
     * @param timer timer that ends the rests; it must not depend on a single event loop, because a handler may block
     *     that loop
     */
    public AcceptGate(
            OpenConnections open, int maxConnections, MemoryBudget memory, IdleConnections idle, Timer timer) {
        this.open = open;
        this.maxConnections = maxConnections;
        this.memory = memory;
        this.idle = idle;
        this.timer = timer;
    }

    /** Adds an acceptor that already accepts. Pauses it if the gate is closed. */
    synchronized void add(Acceptor acceptor) {
        acceptors.add(acceptor);
        if (!told) {
            acceptor.pause();
        }
    }

    /** Lets a connection pass as soon as the limit allows it. */
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

    /**
     * Adds a connection to the waiting connections, and counts it. If a step fails, the connection neither waits nor
     * counts.
     */
    private void take(Accepted connection) {
        // Clients of a unix domain socket have another kind of address, and are on this machine.
        boolean isRemote = connection.remoteAddress() instanceof InetSocketAddress from
                && !from.getAddress().isLoopbackAddress();
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
        remote |= isRemote;
    }

    /** Lets waiting connections pass, up to the limit. Then pauses or resumes the acceptors if necessary. */
    private synchronized void regulate() {
        // The state is read once, because event loops take and return memory at the same time.
        boolean isShort = !lifted && memory.isShort();
        spareMemory(isShort);
        for (Accepted next = next(isShort); next != null; next = next(isShort)) {
            trickle = Math.max(0, trickle - 1);
            open(next);
        }
        if (isFull()) {
            if (full.permits(System.nanoTime())) {
                LOG.warn(
                        "{} connections are open, as many as max-connections allows: new clients wait until one closes",
                        maxConnections);
            }
            if (!waiting.isEmpty()) {
                makeRoom();
            }
        }
        // Acceptors accept one connection more than the limit, because a connection in the gate shows that clients
        // wait.
        wantsMore = (waiting.isEmpty() || room(isShort) > 0) && !resting;
        if (wantsMore != told || failedToTell) {
            tellAll();
        }
    }

    /**
     * Removes and returns the next connection to pass, or returns null. If the connection then fails to open, this
     * method is called again before {@link #regulate} has finished.
     */
    private @Nullable Accepted next(boolean isShort) {
        return !waiting.isEmpty() && room(isShort) > 0 ? waiting.poll() : null;
    }

    /**
     * Notifies all acceptors. A failure of one acceptor does not affect the others. After a failure, the gate soon
     * notifies all acceptors again.
     */
    private void tellAll() {
        told = wantsMore;
        failedToTell = false;
        for (Acceptor each : acceptors) {
            try {
                tell(each);
            } catch (Throwable failure) {
                failedToTell = true;
                Faults.error(LOG, "An acceptor was not paused or resumed", failure);
            }
        }
    }

    /**
     * Notifies an acceptor whether to accept. An acceptor calls this when epoll reports a connection although the gate
     * is closed.
     */
    synchronized void tell(Acceptor acceptor) {
        if (wantsMore) {
            acceptor.resume();
        } else {
            acceptor.pause();
        }
    }

    /**
     * While memory is short, rests after each small group of connections. Because some connections pass, a health check
     * need not wait for the end of an attack. If memory is still short after the first group, asks the event loops to
     * close connections.
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
        return !lifted && free() <= 0;
    }

    /** Returns the number of connections that may pass before the limit is reached. */
    private int free() {
        return maxConnections - (open.count() - waiting.size());
    }

    private int room(boolean isShort) {
        if (lifted) {
            return Integer.MAX_VALUE;
        }
        return isShort ? Math.min(trickle, free()) : free();
    }

    private void makeRoom() {
        if (!makingRoom) {
            timer.schedule(this::roomMade, ROOM_MILLIS);
            makingRoom = true;
            idle.close(nextRoom, this::closedIdle);
            nextRoom = Math.min(2 * nextRoom, maxConnections / LARGEST_PART + 1);
        }
    }

    private synchronized void roomMade() {
        makingRoom = false;
        if (waiting.isEmpty()) {
            nextRoom = 1;
        } else {
            regulateOrRest();
        }
    }

    private synchronized void closedIdle(int closed) {
        closedIdle += closed;
        if (closed > 0 && closingIdle.permits(System.nanoTime())) {
            LOG.warn(
                    "Clients wait because {} connections are open. The server closes idle connections, first those"
                            + " that never sent anything. Tip: raise max-connections, or lower idle-timeout",
                    maxConnections);
        }
    }

    /** Returns the number of idle connections that were closed so far because clients waited. */
    public long closedIdle() {
        return closedIdle;
    }

    /** Returns the limit on open connections. */
    public int maxConnections() {
        return maxConnections;
    }

    /** Returns the number of connections accepted so far. */
    synchronized long accepted() {
        return accepted;
    }

    /** Returns whether a client on another machine has connected. Handshakes with other machines take longer. */
    synchronized boolean isRemote() {
        return remote;
    }

    /** Returns whether acceptors should accept more connections. */
    public boolean wantsMore() {
        return wantsMore;
    }

    /** Stops counting a connection that has closed, and lets the next connections pass. */
    private void closed() {
        if (open.remove() >= maxConnections && !lifted) {
            regulateOrRest();
        }
    }

    /** Lets all connections pass from now on. Called shortly before the listening socket closes. */
    synchronized void lift() {
        lifted = true;
        resting = false;
        regulate();
    }

    /** Stops accepting for a moment, because an accept has failed. */
    public synchronized void failed(Throwable cause) {
        rest(REST_MILLIS);
        regulate();
        if (failing.permits(System.nanoTime())) {
            Faults.warn(
                    LOG,
                    "Accepting a connection failed ({}). New clients wait; the server retries every {} ms. Tip: if file"
                            + " descriptors ran out, raise ulimit -n or lower max-connections",
                    String.valueOf(cause.getMessage()),
                    REST_MILLIS);
        }
        LOG.debug("Accepting a connection failed", cause);
    }

    /** Stops accepting for a moment. */
    private void rest(long millis) {
        if (!resting) {
            // The task is scheduled first. If this fails for lack of memory, the gate must not rest, because nothing
            // would end the rest.
            timer.schedule(this::rested, millis);
            resting = true;
        }
    }

    private synchronized void rested() {
        resting = false;
        trickle = TRICKLE;
        regulateOrRest();
    }

    /** Regulates the gate. If this fails, tries again after a rest, because no other code would try. */
    private synchronized void regulateOrRest() {
        try {
            regulate();
        } catch (Throwable e) {
            restOrGoOn();
            Faults.error(LOG, "Resuming to accept connections failed", e);
        }
    }

    /**
     * Stops accepting for a moment. If the end of the rest cannot be scheduled for lack of memory, continues at once.
     */
    private void restOrGoOn() {
        try {
            rest(REST_MILLIS);
        } catch (Throwable e) {
            // Otherwise nothing would resume the acceptors.
            wantsMore = true;
            tellAll();
        }
    }

    /** Closes the waiting connections, because the listening socket has closed. */
    synchronized void close() {
        lifted = true;
        for (Accepted connection = waiting.poll(); connection != null; connection = waiting.poll()) {
            connection.discard();
        }
    }
}
