/**
 * The time to bind the parameters of a query string: generated code beside a decoder that makes a map of strings. {@code
 * benchmarks/run binding} is the way in.
 */
@NullMarked
package dev.interlock.benchmarks.binding;

import org.jspecify.annotations.NullMarked;
