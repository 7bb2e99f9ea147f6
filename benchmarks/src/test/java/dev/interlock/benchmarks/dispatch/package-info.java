/** Tests that the measured routers are correct. They do not measure time. */
@NullMarked
package dev.interlock.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
