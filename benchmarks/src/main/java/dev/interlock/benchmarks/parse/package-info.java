/**
 * Measures the time to read a request head. Interlock's parser and Netty's decoder read the same bytes. Start it with
 * {@code benchmarks/run parse}.
 */
@NullMarked
package dev.interlock.benchmarks.parse;

import org.jspecify.annotations.NullMarked;
