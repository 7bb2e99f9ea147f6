/**
 * Whether sources can be read yet: another processor may generate what they name in a later round. Imports
 * {@code declaration} and {@code source}.
 */
@NullMarked
package dev.interlock.processor.read.readiness;

import org.jspecify.annotations.NullMarked;
