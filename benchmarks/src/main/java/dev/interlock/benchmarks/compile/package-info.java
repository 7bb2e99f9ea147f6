/**
 * Time that applications of many routes take to compile, with the processor and without. Uses {@code process},
 * {@code report} and {@code rounds}.
 */
@NullMarked
package dev.interlock.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
