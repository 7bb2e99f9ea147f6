@NullMarked
package dev.interlock.benchmarks.binding;

import org.jspecify.annotations.NullMarked;
