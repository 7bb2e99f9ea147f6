package dev.interlock.internal.engine;

/**
 * Parts of an endpoint that an event loop needs.
 *
 * @param service router and limits of the endpoint's connections
 * @param protocol first protocol of each connection
 * @param group number of the endpoint's group; the endpoints of a group share one limit on open connections
 */
public record EngineEndpoint(Service service, ServerProtocol protocol, Timeouts timeouts, int group) {}
