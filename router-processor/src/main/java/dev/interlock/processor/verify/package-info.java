/**
 * Proves that the dispatch tables in a generated source say what the routes of the application say. Imports {@code model}
 * and {@code language} alone, and above all nothing of {@code plan} and {@code write}: the proof reads their output.
 */
@NullMarked
package dev.interlock.processor.verify;

import org.jspecify.annotations.NullMarked;
