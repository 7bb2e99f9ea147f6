/**
 * Constraints of {@code jakarta.validation} at run time: predicates on values, and the problem that lists all
 * violations and missing members. Called by generated code. Imports no class of {@code jakarta.validation}.
 *
 * <p>May import {@code bytes}, {@code generated.dispatch}, {@code generated.scope}, {@code http} and {@code log}, and
 * these packages of {@code internal}: {@code automaton}, {@code bytes}, {@code form}, {@code log}, {@code memory},
 * {@code message}, {@code negotiate}, {@code syntax} and {@code text}.
 */
@NullMarked
package dev.interlock.generated.validate;

import org.jspecify.annotations.NullMarked;
