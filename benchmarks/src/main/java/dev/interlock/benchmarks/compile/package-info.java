/** Time that applications of many routes take to compile, with the processor and without. Uses {@code process} and {@code results}. */
@NullMarked
package dev.interlock.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
