/**
 * Proves that the dispatch tables in a generated source equal the routes of the application. Imports {@code model} and
 * {@code language} alone. It must not import {@code plan} or {@code write}: the proof reads their output.
 */
@NullMarked
package dev.interlock.processor.verify;

import org.jspecify.annotations.NullMarked;
