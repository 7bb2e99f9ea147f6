/**
 * Finds the route of a path: splitting at slashes, percent-decoding, and the tables that the processor computes. Imports
 * {@code bytes} alone and knows neither HTTP messages nor handlers.
 */
@NullMarked
package dev.interlock.dispatch;

import org.jspecify.annotations.NullMarked;
