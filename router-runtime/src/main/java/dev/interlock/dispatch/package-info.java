/**
 * Finds the route of a path: splits it at slashes, decodes percent escapes, and looks it up in the tables that the
 * processor computed. Imports {@code bytes} alone, and knows neither HTTP messages nor handlers.
 */
@NullMarked
package dev.interlock.dispatch;

import org.jspecify.annotations.NullMarked;
