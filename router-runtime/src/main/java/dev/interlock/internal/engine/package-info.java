/**
 * Engine of the server: connections, exchanges, admission, calls of handlers, streams, and the memory that they share.
 * Knows no protocol and no socket.
 *
 * <p>Imports {@code observe} and the packages of the messages: {@code http}, {@code log}, {@code bytes}, {@code
 * generated.dispatch}, {@code generated.scope}, {@code internal.message}, {@code internal.form}, {@code
 * internal.forwarding}, {@code internal.negotiate}, {@code internal.memory}, {@code internal.syntax}, {@code
 * internal.text}, {@code internal.log} and {@code internal.bytes}.
 */
@NullMarked
package dev.interlock.internal.engine;

import org.jspecify.annotations.NullMarked;
