/** Shared code of the JMH suites. Uses {@code results}. */
@NullMarked
package dev.interlock.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
