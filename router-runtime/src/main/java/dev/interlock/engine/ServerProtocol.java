package dev.interlock.engine;

/** A protocol that a server speaks. Safe for use by several threads. */
public interface ServerProtocol {
    /**
     * The protocol on one event loop. Its sessions share what the loop needs once, such as buffers.
     *
     * @param loop the event loop
     * @param scratch objects that all connections of the loop share
     */
    SessionFactory on(LoopContext loop, LoopScratch scratch);
}
