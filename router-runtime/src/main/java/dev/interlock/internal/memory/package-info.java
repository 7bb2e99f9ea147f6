/** Charges the memory budget for objects that grow with requests. Imports {@code bytes} and {@code generated.scope}. */
@NullMarked
package dev.interlock.internal.memory;

import org.jspecify.annotations.NullMarked;
