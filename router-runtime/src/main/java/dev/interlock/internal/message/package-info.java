/**
 * Implementations of requests and responses, with their memory and their lifetime. Does not depend on protocols or
 * sockets. Imports {@code http}, {@code bytes}, {@code generated.dispatch}, {@code generated.scope},
 * {@code internal.form}, {@code internal.forwarding}, {@code internal.negotiate}, {@code internal.json},
 * {@code internal.memory}, {@code internal.syntax} and {@code internal.bytes}.
 */
@NullMarked
package dev.interlock.internal.message;

import org.jspecify.annotations.NullMarked;
