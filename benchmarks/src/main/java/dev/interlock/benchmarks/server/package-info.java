/**
 * Measures servers as processes: memory, startup time and system calls per request. Start the suites with
 * {@code benchmarks/run epsilon}, {@code benchmarks/run syscalls} and {@code benchmarks/run memory}. Uses
 * {@code process} and {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.server;

import org.jspecify.annotations.NullMarked;
