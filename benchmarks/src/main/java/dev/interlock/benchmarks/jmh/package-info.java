/** What suites have in common that measure Interlock and Netty in turn by JMH. Uses {@code report}. */
@NullMarked
package dev.interlock.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
