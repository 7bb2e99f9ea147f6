/**
 * Decides whether the processor can read sources in this round. If a type or constant that the sources name does not
 * exist yet, another processor may generate it for a later round. Imports {@code declaration} and {@code source}.
 */
@NullMarked
package dev.interlock.processor.read.readiness;

import org.jspecify.annotations.NullMarked;
