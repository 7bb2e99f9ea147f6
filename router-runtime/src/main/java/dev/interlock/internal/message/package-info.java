/**
 * Requests and responses as the server holds them: the implementations of the API's messages, their memory and their
 * lifetime. Knows no protocol and no socket. Imports {@code http}, {@code bytes}, {@code generated.dispatch}, {@code
 * generated.scope}, {@code internal.form}, {@code
 * internal.forwarding}, {@code internal.negotiate}, {@code internal.json}, {@code internal.memory},
 * {@code internal.syntax} and {@code internal.bytes}.
 */
@NullMarked
package dev.interlock.internal.message;

import org.jspecify.annotations.NullMarked;
