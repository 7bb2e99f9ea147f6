/**
 * Listeners of a server's connections and exchanges, for metrics, access logs, tracing and recordings. Imports
 * {@code http}.
 */
@NullMarked
package dev.interlock.observe;

import org.jspecify.annotations.NullMarked;
