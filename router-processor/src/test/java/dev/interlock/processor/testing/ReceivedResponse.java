package dev.interlock.processor.testing;

/**
 * A response of a router.
 *
 * @param route number of the route; if no route was found, a negative constant of {@code Router}, and the response is
 *     empty
 * @param fields header fields as sent
 */
public record ReceivedResponse(int route, int status, String fields, String body) {}
