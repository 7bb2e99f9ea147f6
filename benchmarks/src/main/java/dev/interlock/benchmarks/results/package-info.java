/** Format of all suites' results, and shared code for the command line. Uses Jackson. */
@NullMarked
package dev.interlock.benchmarks.results;

import org.jspecify.annotations.NullMarked;
