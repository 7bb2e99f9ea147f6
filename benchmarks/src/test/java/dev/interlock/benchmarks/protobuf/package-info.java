/** Tests that the compared protobuf libraries agree. */
@NullMarked
package dev.interlock.benchmarks.protobuf;

import org.jspecify.annotations.NullMarked;
