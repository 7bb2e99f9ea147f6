package dev.interlock.internal.engine;

/** A protocol that a server speaks. Safe for use by several threads. */
public interface ServerProtocol {
    /**
     * Sets the protocol up on one event loop. Its sessions there share objects that a loop needs only once, such as
     * buffers.
     *
     * @param loop the event loop
     * @param scratch objects that all connections of the loop share
     */
    SessionFactory on(LoopContext loop, LoopScratch scratch);
}
