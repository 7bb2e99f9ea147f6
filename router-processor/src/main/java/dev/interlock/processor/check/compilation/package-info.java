/**
 * Rules that hold for all sources of a compilation, whether or not an application leads to them. Imports
 * {@code declaration}, {@code source}, {@code runtime} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.compilation;

import org.jspecify.annotations.NullMarked;
