package dev.interlock.internal.engine;

/** Opens the sessions of a protocol on one event loop. Used only by the thread of the loop. */
public interface SessionFactory {
    /** Opens a session for a connection that has just opened, or that changes its protocol. */
    Session open(SessionHost host);
}
