/** Writes the JSON of problem documents. Imports {@code bytes}. */
@NullMarked
package dev.interlock.internal.json;

import org.jspecify.annotations.NullMarked;
