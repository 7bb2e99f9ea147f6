package dev.interlock.internal.engine;

import java.util.concurrent.Executor;

/**
 * The engine on one event loop: opens connections, checks their time limits and drains them. Used by the thread of the
 * loop alone, except {@link #context()}.
 */
public final class EngineLoop {
    private final LoopContext context;
    private final LoopScratch scratch;
    private final SessionFactory sessions;
    private final Timeouts timeouts;
    private final ConnectionList connections = new ConnectionList();
    private long ticked;
    /** Whether the last tick excused its clients. */
    private boolean excused;

    /**
     * @param protocol protocol that connections begin with
     * @param executor the event loop: runs tasks one after the other, in order
     * @param reusing whether objects of a request, such as views, serve later requests; false in strict mode
     */
    public EngineLoop(Service service, ServerProtocol protocol, Timeouts timeouts, Executor executor, boolean reusing) {
        this.timeouts = timeouts;
        context = new LoopContext(service, executor, reusing);
        scratch = new LoopScratch(context);
        sessions = protocol.on(context, scratch);
        ticked = context.nanoTime();
    }

    /** The loop's service, time and tasks. For any thread. */
    public LoopContext context() {
        return context;
    }

    /** Objects that the loop's connections share. */
    LoopScratch scratch() {
        return scratch;
    }

    /** Opens a connection on an open link of this loop. */
    public Connection open(Link link) {
        return new Connection(link, context, scratch, connections, timeouts, sessions);
    }

    /**
     * Checks time limits. The event loop calls this repeatedly. If the loop itself was held, clients are not to blame:
     * it first reads the bytes that they have sent meanwhile.
     *
     * @param lateNanos time since the last call from which the loop counts as held
     */
    public void tick(long lateNanos) {
        long now = context.nanoTime();
        // Not twice in a row: otherwise a loop that is always late would have no time limits.
        excused = !excused && now - ticked > lateNanos;
        ticked = now;
        context.tick();
        scratch.exchanges().tick(now);
        context.service().memory().relieve();
        MemoryReserve.fill();
        if (!excused) {
            connections.tick(now);
        }
    }

    /** Closes connections that hold most and move least if the memory budget is nearly full. */
    public void relieve() {
        connections.relieve(context.service().memory());
    }

    /** Closes the connections without an exchange in flight. Called repeatedly until none is left. */
    public void drain() {
        // Not at the first call: requests that the kernel has already received must still be answered.
        if (!context.beginDrain()) {
            connections.drain();
        }
    }

    /**
     * Closes idle connections because other clients wait for one.
     *
     * @param most number of connections to close, at most
     * @return the number of closed connections
     */
    public int closeIdle(int most) {
        return connections.closeIdle(most, context.nanoTime());
    }
}
