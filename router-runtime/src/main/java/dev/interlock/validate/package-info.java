/**
 * What the constraints of {@code jakarta.validation} come to at run time: predicates on values, and the problem that lists
 * every one that failed, and every required member that a body lacks. Called by generated code. Imports {@code http},
 * {@code bytes} and {@code log}. What is called {@code Jakarta} is for validators of the application, and needs jakarta.validation-api.
 */
@NullMarked
package dev.interlock.validate;

import org.jspecify.annotations.NullMarked;
