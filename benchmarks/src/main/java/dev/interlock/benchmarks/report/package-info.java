/** Creates tables, plots and terminal lines from the results of suites. Uses {@code results} and XChart. */
@NullMarked
package dev.interlock.benchmarks.report;

import org.jspecify.annotations.NullMarked;
