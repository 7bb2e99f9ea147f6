/**
 * Reads request bodies and writes results of handlers, for the types that need no library. Called by generated code and
 * by the extensions.
 *
 * <p>May import {@code bytes}, {@code file}, {@code generated.dispatch}, {@code generated.scope}, {@code http} and
 * {@code log}, and these packages of {@code internal}: {@code bytes}, {@code form}, {@code log}, {@code memory},
 * {@code message}, {@code negotiate}, {@code syntax} and {@code text}.
 */
@NullMarked
package dev.interlock.generated.codec;

import org.jspecify.annotations.NullMarked;
