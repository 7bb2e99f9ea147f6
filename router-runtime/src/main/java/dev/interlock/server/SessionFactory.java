package dev.interlock.server;

/** Opens the sessions of a protocol on the connections of one event loop, whose thread alone calls it. */
interface SessionFactory {
    /** Session of a connection that has just opened, or that changes its protocol. */
    Session open(SessionHost host);
}
