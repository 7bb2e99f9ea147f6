/** Holds every message to an example of what is wrong and of what is right; {@code docs/diagnostics.md} is made of these. */
@NullMarked
package dev.interlock.processor.diagnostics;

import org.jspecify.annotations.NullMarked;
