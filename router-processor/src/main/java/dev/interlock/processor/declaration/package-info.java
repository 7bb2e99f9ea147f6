/**
 * Annotations that declare applications, routes, parameters and constraints, and the elements that carry these
 * annotations. Readers and rules share this package. Imports {@code source}, {@code model} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.declaration;

import org.jspecify.annotations.NullMarked;
