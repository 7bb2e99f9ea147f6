/** Runs the compiler and the processor in memory, for the tests in all packages. */
@NullMarked
package dev.interlock.processor.testing;

import org.jspecify.annotations.NullMarked;
