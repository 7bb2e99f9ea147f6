/**
 * Origin of a request behind proxies: client, scheme and authority as the proxies of the operator state them. May import
 * {@code http}, {@code bytes} and {@code internal.syntax}, and of Netty only the parser of addresses.
 */
@NullMarked
package dev.interlock.internal.forwarding;

import org.jspecify.annotations.NullMarked;
