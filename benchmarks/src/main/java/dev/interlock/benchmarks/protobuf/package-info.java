/**
 * Measures the time to read and to write protobuf messages. Compares Interlock's views and writers with the usual
 * libraries of Java and Rust services, on the same bytes and objects. Start it with {@code benchmarks/run protobuf}.
 * Uses {@code jmh}, {@code process} and {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.protobuf;

import org.jspecify.annotations.NullMarked;
