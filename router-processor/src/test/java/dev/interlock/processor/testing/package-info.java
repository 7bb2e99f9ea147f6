/** Runs the compiler and the processor in memory, for the tests of all packages. */
@NullMarked
package dev.interlock.processor.testing;

import org.jspecify.annotations.NullMarked;
