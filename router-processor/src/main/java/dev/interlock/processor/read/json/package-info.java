/**
 * Recognizes JSON types, chooses the library for each type, and reads the names and shapes of their properties. Imports
 * {@code read.text}, {@code declaration}, {@code source}, {@code model}, {@code report} and {@code runtime}.
 */
@NullMarked
package dev.interlock.processor.read.json;

import org.jspecify.annotations.NullMarked;
