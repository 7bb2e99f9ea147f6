/**
 * Starts servers as processes, pins them to cores, and measures their start-up time, CPU time and memory. Imports only
 * the JDK.
 */
@NullMarked
package dev.interlock.benchmarks.process;

import org.jspecify.annotations.NullMarked;
