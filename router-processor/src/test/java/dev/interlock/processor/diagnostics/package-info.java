/**
 * Tests every message with an example of wrong sources and right sources. {@code docs/diagnostics.md} is generated from
 * these examples.
 */
@NullMarked
package dev.interlock.processor.diagnostics;

import org.jspecify.annotations.NullMarked;
