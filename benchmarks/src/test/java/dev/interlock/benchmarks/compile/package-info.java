/** Tests the compile suite. */
@NullMarked
package dev.interlock.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
