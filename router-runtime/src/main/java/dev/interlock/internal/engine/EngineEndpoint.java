package dev.interlock.internal.engine;

/**
 * Parts of an endpoint that an event loop needs.
 *
 * @param service router and limits of the endpoint's connections
 * @param protocol first protocol of each connection
 * @param timeouts time limits of each connection
 * @param group index of the group of endpoints that share one limit on open connections
 */
public record EngineEndpoint(Service service, ServerProtocol protocol, Timeouts timeouts, int group) {}
