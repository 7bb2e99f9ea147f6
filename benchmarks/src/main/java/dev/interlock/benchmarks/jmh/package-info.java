/** What suites of JMH have in common. Uses {@code results}. */
@NullMarked
package dev.interlock.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
