/**
 * Recorded traffic and its files: recordings of Interlock, HAR, and files of GoReplay. Imports nothing else of the
 * replay.
 */
@NullMarked
package dev.interlock.replay.traffic;

import org.jspecify.annotations.NullMarked;
