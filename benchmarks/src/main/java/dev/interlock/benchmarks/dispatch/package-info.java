/**
 * Measures the time to find the route of a request. Interlock's generated routers and their peers run the same
 * lookups. Start it with {@code benchmarks/run dispatch}. Uses {@code compile}, {@code jmh}, {@code process} and
 * {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
