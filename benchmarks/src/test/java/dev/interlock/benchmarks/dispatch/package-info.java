/** Tests that the measured routers are correct. The tests do not measure time. */
@NullMarked
package dev.interlock.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
