@NullMarked
package dev.interlock.benchmarks.load;

import org.jspecify.annotations.NullMarked;
