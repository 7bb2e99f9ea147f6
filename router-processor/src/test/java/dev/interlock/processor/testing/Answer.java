package dev.interlock.processor.testing;

/**
 * What a router did with a request.
 *
 * @param route its number, or a negative constant of {@code Router}; then the rest is that of an empty response
 * @param fields header fields as they are sent
 */
public record Answer(int route, int status, String fields, String body) {}
