/**
 * What servers cost as processes: memory, the time that they take to start, and system calls a request. {@code benchmarks/run
 * epsilon}, {@code benchmarks/run syscalls} and {@code benchmarks/run memory} are the ways in; uses {@code load},
 * {@code process} and {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.server;

import org.jspecify.annotations.NullMarked;
