/**
 * Listeners of a server's connections and exchanges, for metrics, access logs, tracing and recordings. Also health
 * checks and pages for the admin port. May import {@code http}, {@code generated.dispatch} and {@code bytes}.
 */
@NullMarked
package dev.interlock.observe;

import org.jspecify.annotations.NullMarked;
