/**
 * Converts text of a request to typed parameters. A failed conversion becomes a problem that names the parameter, the
 * expected and the actual value. Called by generated code. Imports {@code http}, {@code dispatch} and {@code bytes}.
 */
@NullMarked
package dev.interlock.bind;

import org.jspecify.annotations.NullMarked;
