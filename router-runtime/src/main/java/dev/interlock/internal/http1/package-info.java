/**
 * HTTP/1.1 (RFC 9112): the session, which reads requests from received bytes and writes responses, and the parsers and
 * writers of the wire format. Does not depend on channels.
 *
 * <p>If two servers read one message differently, request smuggling becomes possible, so ambiguous messages are
 * rejected. The parsers do not throw for malformed input: a {@link dev.interlock.internal.http1.Refusal} states the
 * reason.
 *
 * <p>Imports {@code internal.engine} and the packages of the messages: {@code http}, {@code log}, {@code bytes},
 * {@code generated.dispatch}, {@code generated.scope}, {@code internal.message}, {@code internal.form},
 * {@code internal.negotiate}, {@code internal.memory}, {@code internal.syntax}, {@code internal.text},
 * {@code internal.log} and {@code internal.bytes}.
 */
@NullMarked
package dev.interlock.internal.http1;

import org.jspecify.annotations.NullMarked;
