/**
 * Settings of a server: their declarations, sources, formats and checks, and their conversion to the engine's records.
 * Code that runs for each request reads these records.
 *
 * <p>Imports {@code internal.transport}, {@code internal.http1}, {@code internal.accesslog}, {@code internal.engine} and
 * the packages of the messages: {@code http}, {@code log}, {@code bytes}, {@code generated.dispatch}, {@code
 * generated.scope}, {@code internal.message}, {@code internal.form}, {@code internal.negotiate}, {@code
 * internal.memory}, {@code internal.syntax}, {@code internal.text}, {@code internal.log} and {@code internal.bytes}.
 */
@NullMarked
package dev.interlock.internal.settings;

import org.jspecify.annotations.NullMarked;
