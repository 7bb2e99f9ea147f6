package dev.interlock.internal.engine;

/** Protocol of a server, for example HTTP/1.1. Safe for use by several threads. */
public interface ServerProtocol {
    /**
     * Sets the protocol up on one event loop. The sessions of the loop share objects that it needs only once, for
     * example buffers.
     *
     * @param loop the event loop
     * @param scratch objects that all connections of the loop share
     */
    SessionFactory on(LoopContext loop, LoopScratch scratch);
}
