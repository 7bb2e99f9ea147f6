/**
 * The proof of a migration, from recorded traffic to the last step of a roll-out, with real programs. Imports
 * {@code process} and {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.migration;

import org.jspecify.annotations.NullMarked;
