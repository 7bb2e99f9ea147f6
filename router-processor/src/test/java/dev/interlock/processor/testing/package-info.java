/** Runs the compiler and the processor in memory. The tests of all packages use these classes. */
@NullMarked
package dev.interlock.processor.testing;

import org.jspecify.annotations.NullMarked;
