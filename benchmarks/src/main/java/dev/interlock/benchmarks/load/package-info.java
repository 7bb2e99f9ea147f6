/**
 * A client that loads a server over HTTP/1.1 or HTTP/2, in the clear or over TLS, at a fixed rate or as fast as the server
 * answers. Uses one thread. Uses only Netty's TLS and Netty's codec of HTTP/2.
 */
@NullMarked
package dev.interlock.benchmarks.load;

import org.jspecify.annotations.NullMarked;
