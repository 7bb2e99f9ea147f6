/** What suites have in common that measure Interlock and Netty in turn by JMH. Imports nothing but JMH and the JDK. */
@NullMarked
package dev.interlock.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
