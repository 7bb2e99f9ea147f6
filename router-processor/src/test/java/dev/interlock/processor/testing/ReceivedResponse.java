package dev.interlock.processor.testing;

/**
 * Response of a router to a request.
 *
 * @param route number of the route, or a negative constant of {@code Router}; with a constant,
 *     the response is empty
 * @param fields header fields as sent
 */
public record ReceivedResponse(int route, int status, String fields, String body) {}
