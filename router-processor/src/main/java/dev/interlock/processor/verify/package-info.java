/**
 * Proves that the dispatch tables in a generated source are equal to the routes of the application. Imports {@code
 * model}, {@code language} and the proven application of {@code check.route}. Must not import {@code plan} or {@code
 * write}, because the proof checks their output.
 */
@NullMarked
package dev.interlock.processor.verify;

import org.jspecify.annotations.NullMarked;
