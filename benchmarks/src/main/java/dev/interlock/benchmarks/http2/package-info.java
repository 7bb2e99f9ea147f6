/**
 * Measures the codec of HTTP/2: reading the heads and frames of requests, and encoding the heads of responses.
 * Interlock's codec and Netty's do the same work. Start it with {@code benchmarks/run http2}.
 */
@NullMarked
package dev.interlock.benchmarks.http2;

import org.jspecify.annotations.NullMarked;
