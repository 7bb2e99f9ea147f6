/**
 * What observers of a server see: metrics, access logs, tracing and recordings are listeners of its exchanges. Imports
 * {@code http}.
 */
@NullMarked
package dev.interlock.observe;

import org.jspecify.annotations.NullMarked;
