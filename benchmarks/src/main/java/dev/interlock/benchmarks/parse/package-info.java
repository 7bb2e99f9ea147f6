/**
 * What it costs to read a request head: Interlock's parser and Netty's decoder on the same bytes. {@code benchmarks/run
 * parse} is the way in.
 */
@NullMarked
package dev.interlock.benchmarks.parse;

import org.jspecify.annotations.NullMarked;
