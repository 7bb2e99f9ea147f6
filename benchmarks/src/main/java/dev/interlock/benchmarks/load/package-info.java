/**
 * A client that loads a server over HTTP/1.1 or HTTP/2, with or without TLS, at a fixed rate or as fast as the server
 * responds. Uses one thread. TLS and the codec of HTTP/2 are Netty's.
 */
@NullMarked
package dev.interlock.benchmarks.load;

import org.jspecify.annotations.NullMarked;
