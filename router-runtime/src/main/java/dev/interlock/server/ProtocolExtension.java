package dev.interlock.server;

import dev.interlock.internal.settings.ProtocolFactory;

/**
 * Protocol that a server speaks in addition to HTTP/1.1, for example HTTP/2; see {@link ServerBuilder#protocol}. Only
 * extensions of Interlock have subclasses. Immutable.
 */
public abstract class ProtocolExtension {
    /** Creates a protocol. Only extensions of Interlock call this. */
    protected ProtocolExtension() {}

    /** Returns the implementation. Only the server calls this. */
    protected abstract ProtocolFactory factory();
}
