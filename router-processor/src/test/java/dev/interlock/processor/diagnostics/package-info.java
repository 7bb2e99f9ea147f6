/**
 * Tests every message with an example of wrong and of right sources. {@code docs/diagnostics.md} is made from these
 * examples.
 */
@NullMarked
package dev.interlock.processor.diagnostics;

import org.jspecify.annotations.NullMarked;
