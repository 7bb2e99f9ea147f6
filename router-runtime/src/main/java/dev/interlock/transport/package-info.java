/**
 * Sockets and channels: listening, accepting, event loops, and the links between a socket and its connection. Knows no
 * protocol; imports {@code engine} and {@code log}.
 */
@NullMarked
package dev.interlock.transport;

import org.jspecify.annotations.NullMarked;
