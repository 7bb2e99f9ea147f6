/**
 * Validators of the application, by the API of {@code jakarta.validation}. Called by generated code of applications
 * that have validators. No other package needs jakarta.validation-api. May import {@code generated.validate} and
 * {@code internal.text}.
 */
@NullMarked
package dev.interlock.generated.validate.jakarta;

import org.jspecify.annotations.NullMarked;
