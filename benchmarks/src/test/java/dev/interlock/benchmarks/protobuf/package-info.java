/** The suite that compares protobuf libraries: that they agree, and what it reports. */
@NullMarked
package dev.interlock.benchmarks.protobuf;

import org.jspecify.annotations.NullMarked;
