/**
 * Marks of the classes that a deterministic simulation cannot control. A test of the architecture fails for a class
 * that needs a mark and has none. Imports nothing.
 */
@NullMarked
package dev.interlock.internal.determinism;

import org.jspecify.annotations.NullMarked;
