/**
 * The HTTP/1.1 server: its builder, its settings and its life cycle. Puts the parts together; imports
 * {@code transport}, {@code http1}, {@code engine}, {@code observe}, {@code http}, {@code netty} and {@code log}.
 */
@NullMarked
package dev.interlock.server;

import org.jspecify.annotations.NullMarked;
