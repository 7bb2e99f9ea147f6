package dev.interlock.http;

/**
 * A filter that decodes content codings (RFC 9110 section 8.4) of request bodies before parameters are bound, and
 * rejects unknown codings. A route without such a filter rejects a body with a coding before it arrives.
 */
public interface BodyDecoder extends Filter {}
