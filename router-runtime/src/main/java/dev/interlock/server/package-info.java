/**
 * The HTTP/1.1 server: its settings, its life, its connections. The only package that knows channels and event loops;
 * imports {@code http}, {@code http1} and {@code bytes}.
 */
@NullMarked
package dev.interlock.server;

import org.jspecify.annotations.NullMarked;
