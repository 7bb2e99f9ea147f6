/**
 * Redaction of recorded exchanges: pseudonyms replace secrets in fields, targets and bodies. Internal:
 * applications use {@code Redaction}. Imports {@code bytes},
 * {@code http} and {@code generated.text}.
 */
@NullMarked
package dev.interlock.recording.redact;

import org.jspecify.annotations.NullMarked;
