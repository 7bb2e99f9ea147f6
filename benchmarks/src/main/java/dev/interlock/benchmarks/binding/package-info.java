/**
 * Measures the time to bind the parameters of a query string. Compares generated code with a decoder that makes a map
 * of strings. Start it with {@code benchmarks/run binding}.
 */
@NullMarked
package dev.interlock.benchmarks.binding;

import org.jspecify.annotations.NullMarked;
