/**
 * Reads annotations that declare applications, routes, parameters and constraints, and the elements that carry these
 * annotations. Both the packages of {@code read} and the packages of {@code check} use this package. Imports {@code
 * source}, {@code model} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.declaration;

import org.jspecify.annotations.NullMarked;
