/**
 * Reads elements, types and annotations of a compilation, without regard to their meaning in Interlock. Imports {@code
 * report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.source;

import org.jspecify.annotations.NullMarked;
