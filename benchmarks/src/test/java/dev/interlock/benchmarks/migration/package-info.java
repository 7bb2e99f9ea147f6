@NullMarked
package dev.interlock.benchmarks.migration;

import org.jspecify.annotations.NullMarked;
