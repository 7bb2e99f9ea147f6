/**
 * Converts text of a request to typed parameters. A failed conversion becomes a problem that names the parameter, the
 * expected and the actual value. Called by generated code.
 *
 * <p>May import {@code bytes}, {@code generated.dispatch}, {@code generated.scope}, {@code http} and {@code log}, and
 * these packages of {@code internal}: {@code bytes}, {@code form}, {@code log}, {@code memory}, {@code message},
 * {@code negotiate}, {@code syntax} and {@code text}.
 */
@NullMarked
package dev.interlock.generated.bind;

import org.jspecify.annotations.NullMarked;
