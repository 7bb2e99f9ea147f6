/** The shape in which all suites write what they found, and what they share on the command line. Uses Jackson. */
@NullMarked
package dev.interlock.benchmarks.results;

import org.jspecify.annotations.NullMarked;
