package dev.interlock.internal.engine;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * Engine of one event loop: opens connections, checks their time limits and drains them. Used only by the thread of the
 * loop, except {@link #context()}.
 *
 * <p>Each endpoint of the server has its own part, which holds its router and limits. So further endpoints do not slow
 * down the connections of the main endpoint.
 */
public final class EngineLoop {
    private final Part[] parts;
    private final ConnectionList connections = new ConnectionList();
    private long ticked;
    /** Whether the last tick checked no time limits, because the loop was late. */
    private boolean excused;

    /** Objects for the connections of one endpoint. */
    private record Part(LoopContext context, LoopScratch scratch, SessionFactory sessions, Timeouts timeouts) {
        static Part of(EngineEndpoint endpoint, LoopContext context, LoopScratch scratch) {
            return new Part(context, scratch, endpoint.protocol().on(context, scratch), endpoint.timeouts());
        }
    }

    /**
     * Creates the engine of a loop for one endpoint.
     *
     * @param protocol first protocol of each connection
     * @param executor the event loop, which runs tasks one after the other, in order
     * @param reusing whether later requests reuse the objects of earlier requests, for example views; false in strict
     *     mode
     */
    public EngineLoop(Service service, ServerProtocol protocol, Timeouts timeouts, Executor executor, boolean reusing) {
        this(List.of(new EngineEndpoint(service, protocol, timeouts, 0)), executor, reusing);
    }

    /**
     * @param endpoints endpoints of the server, the main one first
     * @param executor the event loop, which runs tasks one after the other, in order
     * @param reusing whether later requests reuse the objects of earlier requests, for example views; false in strict
     *     mode
     */
    public EngineLoop(List<EngineEndpoint> endpoints, Executor executor, boolean reusing) {
        EngineEndpoint main = endpoints.get(0);
        LoopContext context = new LoopContext(main.service(), executor, reusing);
        LoopScratch scratch = new LoopScratch(context);
        parts = new Part[endpoints.size()];
        parts[0] = Part.of(main, context, scratch);
        for (int i = 1; i < parts.length; i++) {
            EngineEndpoint added = endpoints.get(i);
            LoopContext own = new LoopContext(context, added.service(), added.group());
            parts[i] = Part.of(added, own, new LoopScratch(own, scratch));
        }
        ticked = context.nanoTime();
    }

    /** Returns the loop's context for the main endpoint. Any thread may call this. */
    public LoopContext context() {
        return parts[0].context;
    }

    /** Returns the objects that the connections of the main endpoint share. */
    LoopScratch scratch() {
        return parts[0].scratch;
    }

    /** Opens a connection of the main endpoint on an open link of this loop. */
    public Connection open(Link link) {
        return open(link, 0);
    }

    /**
     * Opens a connection on an open link of this loop.
     *
     * @param endpoint index of the connection's endpoint
     */
    public Connection open(Link link, int endpoint) {
        Part part = parts[endpoint];
        return new Connection(link, part.context, part.scratch, connections, part.timeouts, part.sessions);
    }

    /**
     * Checks the time limits. The event loop calls this repeatedly. After the loop was blocked, one call skips the time
     * limits of connections: the loop must first read the bytes that the clients have sent in the meantime.
     *
     * @param lateNanos the loop counts as blocked if more than this time has passed since the last call
     */
    public void tick(long lateNanos) {
        LoopContext context = context();
        long now = context.nanoTime();
        // The limits are never skipped twice in a row: otherwise a loop that is always late would never apply them.
        excused = !excused && now - ticked > lateNanos;
        context.activity().ticked(now, lateNanos / 2);
        ticked = now;
        for (Part part : parts) {
            part.context.tick();
            part.scratch.exchanges().tick(now);
        }
        context.service().memory().relieve();
        MemoryReserve.fill();
        if (!excused) {
            connections.tick(now);
        }
    }

    /** If memory is short, closes the connections that hold many bytes and move few. */
    public void relieve() {
        connections.relieve(context().service().memory());
    }

    /**
     * Closes the connections that have no exchange in flight. The event loop calls this repeatedly until no connection
     * is left.
     */
    public void drain() {
        // The first call closes no connection: the kernel may already have received requests, which still need a
        // response.
        boolean begins = false;
        for (Part part : parts) {
            begins |= part.context.beginDrain();
        }
        if (!begins) {
            connections.drain();
        }
    }

    /**
     * Closes idle connections of a group of endpoints, because other clients wait for a connection.
     *
     * @param most limit on the number of connections to close
     * @return the number of closed connections
     */
    public int closeIdle(int group, int most) {
        return connections.closeIdle(group, most, context().nanoTime());
    }
}
