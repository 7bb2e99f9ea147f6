/**
 * TLS: certificates, handshakes and records. The engine sees a {@link dev.interlock.internal.engine.LinkSecurity} and a
 * session that waits for the handshake. May import {@code http},
 * {@code internal.engine}, {@code internal.netty}, {@code internal.syntax} and {@code internal.log}.
 */
@NullMarked
package dev.interlock.internal.tls;

import org.jspecify.annotations.NullMarked;
