/**
 * Parses the patterns of templates into automata, so that the languages of patterns can be compared. This package may
 * import {@code model} and {@code report}. No other package uses {@code dk.brics.automaton}.
 */
@NullMarked
package dev.interlock.processor.language;

import org.jspecify.annotations.NullMarked;
