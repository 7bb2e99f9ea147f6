package dev.interlock.http;

/**
 * A filter that decodes content codings (RFC 9110 section 8.4) of request bodies before parameters are bound, and
 * rejects unknown codings. A route without a body decoder rejects a request with a coded body before the body arrives.
 */
public interface BodyDecoder extends Filter {}
