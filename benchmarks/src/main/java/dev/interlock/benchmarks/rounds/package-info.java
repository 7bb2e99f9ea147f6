/** What suites have in common that measure all contenders in turn, round after round. Imports nothing but the JDK. */
@NullMarked
package dev.interlock.benchmarks.rounds;

import org.jspecify.annotations.NullMarked;
