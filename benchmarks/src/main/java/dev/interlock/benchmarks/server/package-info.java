/**
 * What servers cost as processes: memory and system calls a request. {@code benchmarks/run epsilon} and
 * {@code benchmarks/run syscalls} are the ways in; uses {@code load}.
 */
@NullMarked
package dev.interlock.benchmarks.server;

import org.jspecify.annotations.NullMarked;
