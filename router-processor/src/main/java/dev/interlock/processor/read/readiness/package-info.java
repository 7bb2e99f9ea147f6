/**
 * Decides whether the processor can read sources in this round. Another processor may generate the types and constants
 * that they name in a later round. Imports {@code declaration} and {@code source}.
 */
@NullMarked
package dev.interlock.processor.read.readiness;

import org.jspecify.annotations.NullMarked;
