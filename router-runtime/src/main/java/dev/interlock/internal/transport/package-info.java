/**
 * Sockets and channels: listening, accepting, event loops, and the links between a socket and its connection. Knows no
 * protocol. Imports {@code internal.tls}, {@code internal.engine}, {@code internal.netty}, {@code internal.log} and
 * {@code log}.
 */
@NullMarked
package dev.interlock.internal.transport;

import org.jspecify.annotations.NullMarked;
