/**
 * What it costs to find the route of a request: Interlock's generated routers and their peers on the same lookups.
 * {@code benchmarks/run dispatch} is the way in. Uses {@code jmh}, {@code process} and {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
