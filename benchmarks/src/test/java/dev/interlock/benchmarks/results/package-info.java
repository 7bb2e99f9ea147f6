@NullMarked
package dev.interlock.benchmarks.results;

import org.jspecify.annotations.NullMarked;
