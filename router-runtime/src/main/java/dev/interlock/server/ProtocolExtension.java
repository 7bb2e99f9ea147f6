package dev.interlock.server;

/**
 * Protocol that a server speaks in addition to HTTP/1.1, for example HTTP/2; see {@link ServerBuilder#protocol}. Only
 * extensions of Interlock implement this type, because a protocol is a part of the engine. Immutable.
 */
public interface ProtocolExtension {}
