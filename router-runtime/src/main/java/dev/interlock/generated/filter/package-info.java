/**
 * Calls of filters that routers do not make directly. Called by generated code. May import {@code http} and {@code
 * internal.message}.
 */
@NullMarked
package dev.interlock.generated.filter;

import org.jspecify.annotations.NullMarked;
