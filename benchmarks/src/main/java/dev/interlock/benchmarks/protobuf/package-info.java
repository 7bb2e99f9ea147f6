/**
 * What it costs to read and to write protobuf messages: Interlock's views and writers, and the libraries that a Java or Rust
 * service would use otherwise, on the same bytes and from the same objects. {@code benchmarks/run protobuf} is the way in. Uses
 * {@code jmh}, {@code process} and {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.protobuf;

import org.jspecify.annotations.NullMarked;
