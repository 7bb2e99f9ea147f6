/** The suite that compares protobuf libraries: that they agree. */
@NullMarked
package dev.interlock.benchmarks.protobuf;

import org.jspecify.annotations.NullMarked;
