/**
 * Finds the route of a path. Splits the path at slashes, decodes percent escapes, and looks the path up in the tables
 * that the processor computed. Uses neither HTTP messages nor handlers. May import {@code bytes},
 * {@code internal.bytes} and {@code internal.automaton}.
 */
@NullMarked
package dev.interlock.generated.dispatch;

import org.jspecify.annotations.NullMarked;
