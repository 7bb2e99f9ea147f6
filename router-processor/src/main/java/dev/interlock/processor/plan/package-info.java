/**
 * Plans how a lookup finds the route of a path, with decision trees, perfect hashes and automata. Also writes the plan
 * as text for the generated class. This package imports {@code model} and the proven application of {@code
 * check.route}. It uses neither {@code javax.lang.model} nor JavaPoet.
 */
@NullMarked
package dev.interlock.processor.plan;

import org.jspecify.annotations.NullMarked;
