/**
 * Rules for all sources of a compilation, including sources that no application uses. Imports {@code check.handler},
 * {@code declaration}, {@code source}, {@code runtime} and {@code report}.
 */
@NullMarked
package dev.interlock.processor.check.compilation;

import org.jspecify.annotations.NullMarked;
