/**
 * Origin of a request behind proxies: client, scheme and authority, according to the proxies of the operator. May
 * import {@code http}, {@code bytes} and {@code internal.syntax}, and of Netty only the parser of addresses.
 */
@NullMarked
package dev.interlock.internal.forwarding;

import org.jspecify.annotations.NullMarked;
