/** Tests of what measures the time to compile. */
@NullMarked
package dev.interlock.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
