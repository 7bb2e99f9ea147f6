package dev.interlock.processor.testing;

/**
 * Response of a router to a request.
 *
 * @param route number of the route; if it is a negative constant of {@code Router}, the other values are from an empty
 *     response
 * @param fields header fields as sent
 */
public record Answer(int route, int status, String fields, String body) {}
