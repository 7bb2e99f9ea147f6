/**
 * Parses the patterns of templates into automata of regular languages. The automata can be compared. May import {@code
 * model} and {@code report}. Only this package uses {@code dk.brics.automaton}.
 */
@NullMarked
package dev.interlock.processor.language;

import org.jspecify.annotations.NullMarked;
