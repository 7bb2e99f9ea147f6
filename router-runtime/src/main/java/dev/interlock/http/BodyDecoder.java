package dev.interlock.http;

/**
 * A filter that takes content codings (RFC 9110 section 8.4) off the bodies of requests before they are bound, and refuses those
 * that it does not know. Bodies of other routes may not be coded: they are refused before they arrive.
 */
public interface BodyDecoder extends Filter {}
