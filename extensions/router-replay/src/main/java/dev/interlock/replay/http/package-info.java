/**
 * Connections to targets: HTTP/1.1 on Netty, with and without TLS. Imports {@code load}, {@code rewrite} and {@code
 * traffic}.
 */
@NullMarked
package dev.interlock.replay.http;

import org.jspecify.annotations.NullMarked;
