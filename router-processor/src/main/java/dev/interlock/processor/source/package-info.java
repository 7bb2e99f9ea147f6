/**
 * What the elements, types and annotations of a compilation say, whatever they mean to Interlock. Imports {@code report}
 * and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.source;

import org.jspecify.annotations.NullMarked;
