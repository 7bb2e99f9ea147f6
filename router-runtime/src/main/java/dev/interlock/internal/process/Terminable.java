package dev.interlock.internal.process;

/** Server that finishes its exchanges before the process ends. */
public interface Terminable {
    /** Lets the exchanges in flight finish. Returns after the server has closed. */
    void shutDown();

    /** Ends all waits of the shutdown. */
    void cut();
}
