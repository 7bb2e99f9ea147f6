package dev.interlock.internal.engine;

/** Opens the sessions of a protocol on one event loop. Used by the thread of the loop alone. */
public interface SessionFactory {
    /** Opens a session for a connection that has just opened, or that changes its protocol. */
    Session open(SessionHost host);
}
