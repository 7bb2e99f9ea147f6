/**
 * Automata that the processor creates from regular expressions. Matching takes one step for each character, whatever
 * the expression. Imports nothing of Interlock.
 */
@NullMarked
package dev.interlock.internal.automaton;

import org.jspecify.annotations.NullMarked;
