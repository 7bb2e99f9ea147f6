/**
 * Compares the media types and content codings of a request with the types of routes (RFC 9110 section 12). Imports
 * {@code http}, {@code bytes}, {@code internal.bytes} and {@code internal.syntax}.
 */
@NullMarked
package dev.interlock.internal.negotiate;

import org.jspecify.annotations.NullMarked;
