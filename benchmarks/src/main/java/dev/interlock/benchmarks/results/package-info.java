/** The format of the results of all suites, and code for command lines. Uses Jackson. */
@NullMarked
package dev.interlock.benchmarks.results;

import org.jspecify.annotations.NullMarked;
