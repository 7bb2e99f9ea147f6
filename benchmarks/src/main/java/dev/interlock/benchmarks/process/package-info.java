/** Servers as processes: their pinning to cores, start-up time, CPU cost and memory. Imports only the JDK. */
@NullMarked
package dev.interlock.benchmarks.process;

import org.jspecify.annotations.NullMarked;
