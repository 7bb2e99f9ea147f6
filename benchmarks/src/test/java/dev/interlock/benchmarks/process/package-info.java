@NullMarked
package dev.interlock.benchmarks.process;

import org.jspecify.annotations.NullMarked;
