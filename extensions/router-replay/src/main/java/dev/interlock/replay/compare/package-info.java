/**
 * Compares the responses of two builds, and separates differences from noise. Imports {@code traffic}, {@code body},
 * {@code rewrite}, {@code load} and {@code rules}.
 */
@NullMarked
package dev.interlock.replay.compare;

import org.jspecify.annotations.NullMarked;
