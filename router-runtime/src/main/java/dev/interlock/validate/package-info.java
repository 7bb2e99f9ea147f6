/**
 * Constraints of {@code jakarta.validation} at run time: predicates on values, and the problem that lists all
 * violations and missing members. Called by generated code. Imports {@code http}, {@code bytes} and {@code log}.
 * Classes named {@code Jakarta*} run validators of the application, and need jakarta.validation-api.
 */
@NullMarked
package dev.interlock.validate;

import org.jspecify.annotations.NullMarked;
