/** What suites of JMH report. */
@NullMarked
package dev.interlock.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
