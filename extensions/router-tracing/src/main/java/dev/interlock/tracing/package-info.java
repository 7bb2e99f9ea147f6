/**
 * Spans of a server's exchanges for OpenTelemetry. Imports {@code observe}, {@code http} and {@code bytes}.
 */
@NullMarked
package dev.interlock.tracing;

import org.jspecify.annotations.NullMarked;
