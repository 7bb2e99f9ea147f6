/**
 * PROXY protocol of HAProxy, versions 1 and 2: a header by which a proxy states the address of its client before the
 * first byte of HTTP. Imports {@code internal.engine}, {@code internal.forwarding}, {@code internal.bytes}, {@code
 * internal.log} and {@code log}.
 */
@NullMarked
package dev.interlock.internal.proxyprotocol;

import org.jspecify.annotations.NullMarked;
