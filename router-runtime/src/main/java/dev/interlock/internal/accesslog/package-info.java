/**
 * The access log: a listener that writes one line for each exchange. The event loop formats the line, and a thread of
 * the log writes it.
 *
 * <p>May import {@code http}, {@code observe}, {@code bytes}, {@code log}, {@code generated.dispatch}, and these
 * packages of {@code internal}: {@code bytes}, {@code engine}, {@code log} and {@code text}.
 */
@NullMarked
package dev.interlock.internal.accesslog;

import org.jspecify.annotations.NullMarked;
