/** Tests of what is measured: that it is right, not how long it takes. */
@NullMarked
package dev.interlock.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
