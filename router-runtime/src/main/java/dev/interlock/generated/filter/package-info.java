/**
 * Calls of filters that routers do not make directly. Called by generated code. May import {@code http},
 * {@code log}, {@code internal.message} and {@code internal.log}.
 */
@NullMarked
package dev.interlock.generated.filter;

import org.jspecify.annotations.NullMarked;
