/**
 * Calls filters in the cases that need more than a direct call. Called by generated code. May import {@code http},
 * {@code log}, {@code internal.message} and {@code internal.log}.
 */
@NullMarked
package dev.interlock.generated.filter;

import org.jspecify.annotations.NullMarked;
