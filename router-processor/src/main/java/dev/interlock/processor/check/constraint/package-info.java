/**
 * Rules for constraints. Some value must fulfil the constraints, and generated code must be able to create their
 * annotations and validators. Imports {@code source}, {@code language}, {@code model} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.constraint;

import org.jspecify.annotations.NullMarked;
