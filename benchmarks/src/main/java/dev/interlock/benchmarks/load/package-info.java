/**
 * A load generator for HTTP/1.1 keep-alive connections. It compares every byte of every response. Imports only the
 * JDK.
 */
@NullMarked
package dev.interlock.benchmarks.load;

import org.jspecify.annotations.NullMarked;
