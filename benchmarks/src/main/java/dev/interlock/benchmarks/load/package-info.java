/**
 * A load generator for HTTP/1.1 keep-alive connections that compares every byte of every answer. Imports nothing but the
 * JDK.
 */
@NullMarked
package dev.interlock.benchmarks.load;

import org.jspecify.annotations.NullMarked;
