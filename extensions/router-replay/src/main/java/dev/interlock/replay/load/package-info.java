/**
 * Open-loop load: schedule, lanes, connections and their limits. Sockets and clocks are behind interfaces. Imports
 * {@code traffic}, {@code rewrite} and {@code hook}.
 */
@NullMarked
package dev.interlock.replay.load;

import org.jspecify.annotations.NullMarked;
