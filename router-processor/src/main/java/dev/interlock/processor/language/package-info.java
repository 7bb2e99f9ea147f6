/**
 * Regular languages: patterns of templates read into automata that can be compared. May import {@code model} and
 * {@code report}; the only home of {@code dk.brics.automaton}.
 */
@NullMarked
package dev.interlock.processor.language;

import org.jspecify.annotations.NullMarked;
