/**
 * JSON text (RFC 8259) read where it lies: a strict scanner, what objects must have, and what clients are told of their
 * mistakes. Imports {@code http} and {@code bytes}; needs no JSON library, so that each of those that {@code codec} knows
 * can be held to it.
 */
@NullMarked
package dev.interlock.json;

import org.jspecify.annotations.NullMarked;
