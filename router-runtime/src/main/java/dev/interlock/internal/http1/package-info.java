/**
 * HTTP/1.1 (RFC 9112): the session, which reads requests from received bytes and writes responses, and the parsers and
 * writers of the wire format. Knows no channel; imports {@code engine}, {@code http}, {@code dispatch},
 * {@code bytes} and {@code log}, and of Netty the phrases of statuses.
 *
 * <p>Two servers that read one message differently make request smuggling possible, so ambiguous messages are rejected.
 * The parsers do not throw for malformed input: a {@link dev.interlock.internal.http1.Refusal} states the reason.
 */
@NullMarked
package dev.interlock.internal.http1;

import org.jspecify.annotations.NullMarked;
