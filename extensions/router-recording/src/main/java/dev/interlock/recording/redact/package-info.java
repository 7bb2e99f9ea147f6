/**
 * Redaction of recorded exchanges: secrets in fields, targets and bodies become pseudonyms. Imports {@code bytes},
 * {@code http} and {@code generated.text}.
 */
@NullMarked
package dev.interlock.recording.redact;

import org.jspecify.annotations.NullMarked;
