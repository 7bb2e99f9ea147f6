/**
 * Text of a request becomes typed parameters; what does not convert becomes a problem that names the parameter, what
 * was expected and what came. Called by generated code. Imports {@code http}, {@code dispatch} and {@code bytes}.
 */
@NullMarked
package dev.interlock.bind;

import org.jspecify.annotations.NullMarked;
