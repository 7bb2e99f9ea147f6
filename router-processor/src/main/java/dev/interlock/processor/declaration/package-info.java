/**
 * The annotations with which sources declare applications, routes, parameters and constraints, and what carries them.
 * Readers and rules both look at them. Imports {@code source}, {@code model} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.declaration;

import org.jspecify.annotations.NullMarked;
