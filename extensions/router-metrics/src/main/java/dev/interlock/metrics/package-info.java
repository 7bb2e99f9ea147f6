/**
 * Metrics of a server for Prometheus, and the handler that serves them. Imports {@code observe}, {@code http},
 * {@code annotation} and {@code bytes}.
 */
@NullMarked
package dev.interlock.metrics;

import org.jspecify.annotations.NullMarked;
