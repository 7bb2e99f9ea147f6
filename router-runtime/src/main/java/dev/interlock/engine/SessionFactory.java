package dev.interlock.engine;

/** Opens the sessions of a protocol on the connections of one event loop, whose thread alone calls it. */
public interface SessionFactory {
    /** Session of a connection that has just opened, or that changes its protocol. */
    Session open(SessionHost host);
}
