/**
 * Rules for constraints: values can fulfil them, and generated code can use their annotations and validators. Imports
 * {@code source}, {@code language}, {@code model} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.constraint;

import org.jspecify.annotations.NullMarked;
