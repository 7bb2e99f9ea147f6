/**
 * HTTP/1.1 on the wire (RFC 9112): request heads and bodies out of bytes, response heads into bytes. Knows no channel and
 * no thread; imports {@code bytes} and {@code http}, and of Netty the phrases of statuses.
 *
 * <p>Whatever could be read in two ways is refused, for two servers that read one message differently are how requests
 * are smuggled. Nothing here throws at malformed input: a {@link dev.interlock.http1.Refusal} says what was wrong.
 */
@NullMarked
package dev.interlock.http1;

import org.jspecify.annotations.NullMarked;
