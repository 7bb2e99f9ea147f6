/**
 * Sequential tests, which may look at their data at any time: of a rate, of the ratio of two rates, and of quantiles.
 * Internal: applications use {@code dev.interlock.canary}. Imports only the JDK and Commons Numbers.
 */
@NullMarked
package dev.interlock.canary.statistics;

import org.jspecify.annotations.NullMarked;
