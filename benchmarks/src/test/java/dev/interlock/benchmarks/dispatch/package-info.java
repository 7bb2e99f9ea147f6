/** Tests that the measured routers are correct, not how fast they are. */
@NullMarked
package dev.interlock.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
