package dev.interlock.internal.process;

/** Server that finishes its exchanges before the process ends. */
public interface Terminable {
    /** Shuts the server down, after exchanges in flight have finished. Returns once the server has closed. */
    void shutDown();

    /** Makes a shutdown end at once, without waiting for exchanges. */
    void cut();
}
