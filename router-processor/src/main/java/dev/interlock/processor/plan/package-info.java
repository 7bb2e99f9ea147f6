/**
 * Decides how a path finds its route: decision trees, perfect hashes and automata, and their text for the generated
 * class. Imports {@code model} alone. Pure Java, without {@code javax.lang.model} and without JavaPoet.
 */
@NullMarked
package dev.interlock.processor.plan;

import org.jspecify.annotations.NullMarked;
