/**
 * The engine: connections, exchanges, admission, calls of handlers, streams, and the memory that they share. Knows no
 * protocol and no socket; imports {@code observe}, {@code http}, {@code dispatch}, {@code bytes} and {@code log}.
 */
@NullMarked
package dev.interlock.internal.engine;

import org.jspecify.annotations.NullMarked;
