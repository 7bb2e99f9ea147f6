@NullMarked
package dev.interlock.benchmarks.report;

import org.jspecify.annotations.NullMarked;
