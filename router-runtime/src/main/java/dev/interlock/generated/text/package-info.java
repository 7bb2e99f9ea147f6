/**
 * Checks and shortens text from clients, for the extensions. May import {@code internal.bytes} and
 * {@code internal.text}.
 */
@NullMarked
package dev.interlock.generated.text;

import org.jspecify.annotations.NullMarked;
