/**
 * Sends recorded exchanges in open loop: schedule, lanes, connections and their limits. Knows neither sockets nor
 * clocks; both are interfaces. Imports {@code traffic}, {@code rewrite} and {@code hook}.
 */
@NullMarked
package dev.interlock.replay.load;

import org.jspecify.annotations.NullMarked;
