/**
 * Measures the time to compile applications of many routes, with the processor and without. Uses {@code process} and
 * {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
