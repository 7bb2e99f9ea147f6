/** Servers as processes: on a core of their own, their start, what they cost and hold. Imports nothing but the JDK. */
@NullMarked
package dev.interlock.benchmarks.process;

import org.jspecify.annotations.NullMarked;
