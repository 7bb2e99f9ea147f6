package dev.interlock.internal.engine;

import java.util.concurrent.Executor;

/**
 * Engine of one event loop: opens connections, checks their time limits and drains them. Used only by the thread of the
 * loop, except {@link #context()}.
 */
public final class EngineLoop {
    private final LoopContext context;
    private final LoopScratch scratch;
    private final SessionFactory sessions;
    private final Timeouts timeouts;
    private final ConnectionList connections = new ConnectionList();
    private long ticked;
    /** Whether the last tick excused the clients: it checked no time limits, because the loop was late. */
    private boolean excused;

    /**
     * @param protocol first protocol of each connection
     * @param executor the event loop, which runs tasks one after the other, in order
     * @param reusing whether objects of a request, such as views, serve later requests; false in strict mode
     */
    public EngineLoop(Service service, ServerProtocol protocol, Timeouts timeouts, Executor executor, boolean reusing) {
        this.timeouts = timeouts;
        context = new LoopContext(service, executor, reusing);
        scratch = new LoopScratch(context);
        sessions = protocol.on(context, scratch);
        ticked = context.nanoTime();
    }

    /** Returns the service, the time and the tasks of the loop. Any thread may call this. */
    public LoopContext context() {
        return context;
    }

    /** Returns the objects that the connections of the loop share. */
    LoopScratch scratch() {
        return scratch;
    }

    /** Opens a connection on an open link of this loop. */
    public Connection open(Link link) {
        return new Connection(link, context, scratch, connections, timeouts, sessions);
    }

    /**
     * Checks the time limits. The event loop calls this repeatedly. If the loop was blocked, its clients are not at
     * fault. The loop then first reads the bytes that they have sent in the meantime.
     *
     * @param lateNanos if at least this time has passed since the last call, the loop counts as blocked
     */
    public void tick(long lateNanos) {
        long now = context.nanoTime();
        // The loop never excuses its clients twice in a row: otherwise a loop that is always late would never apply its
        // time limits.
        excused = !excused && now - ticked > lateNanos;
        context.activity().ticked(now, lateNanos / 2);
        ticked = now;
        context.tick();
        scratch.exchanges().tick(now);
        context.service().memory().relieve();
        MemoryReserve.fill();
        if (!excused) {
            connections.tick(now);
        }
    }

    /** If the memory budget is nearly full, closes the connections that hold the most bytes and move the fewest. */
    public void relieve() {
        connections.relieve(context.service().memory());
    }

    /**
     * Closes the connections without an exchange in flight. The event loop calls this repeatedly until no connection is
     * left.
     */
    public void drain() {
        // The first call closes no connection: the kernel may already have received requests, which still need a
        // response.
        if (!context.beginDrain()) {
            connections.drain();
        }
    }

    /**
     * Closes idle connections, because other clients wait for a connection.
     *
     * @param most limit on the number of connections to close
     * @return the number of closed connections
     */
    public int closeIdle(int most) {
        return connections.closeIdle(most, context.nanoTime());
    }
}
