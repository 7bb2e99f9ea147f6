/** Entry point: {@code benchmarks/run} starts {@link dev.interlock.benchmarks.Main} with the name of a suite. */
@NullMarked
package dev.interlock.benchmarks;

import org.jspecify.annotations.NullMarked;
