package dev.interlock.internal.engine;

/** Creates a protocol for each endpoint of a server. */
public interface ProtocolFactory {
    /** @param limits settings of the endpoint */
    ServerProtocol create(RequestLimits limits);
}
