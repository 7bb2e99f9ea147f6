/**
 * Plans how a lookup finds the route of a path, with decision trees, perfect hashes and automata. Also writes the plan
 * as text for the generated class. Imports {@code model} and the proven application of {@code check.route}. This
 * package is pure Java, without {@code javax.lang.model} and without JavaPoet.
 */
@NullMarked
package dev.interlock.processor.plan;

import org.jspecify.annotations.NullMarked;
