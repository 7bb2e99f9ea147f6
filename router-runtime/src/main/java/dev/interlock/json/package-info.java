/**
 * Reads JSON text (RFC 8259) in place: a strict scanner, the required properties of objects, and the problems for
 * clients. Imports {@code http} and {@code bytes}. Needs no JSON library, so it applies to all libraries that
 * {@code codec} supports.
 */
@NullMarked
package dev.interlock.json;

import org.jspecify.annotations.NullMarked;
