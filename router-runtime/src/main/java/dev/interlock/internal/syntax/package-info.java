/**
 * Syntax of HTTP that all messages share (RFC 9110): tokens, methods, dates, media types and fields. Does not depend on
 * messages. Imports {@code bytes} and {@code internal.bytes}, and of Netty only the codec for dates.
 */
@NullMarked
package dev.interlock.internal.syntax;

import org.jspecify.annotations.NullMarked;
