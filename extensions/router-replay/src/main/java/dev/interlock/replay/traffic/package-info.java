/**
 * Recorded traffic and its files: Interlock recordings, HAR and GoReplay files. Imports nothing else of the replay.
 */
@NullMarked
package dev.interlock.replay.traffic;

import org.jspecify.annotations.NullMarked;
