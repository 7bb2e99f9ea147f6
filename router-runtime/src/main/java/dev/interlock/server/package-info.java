/**
 * The server: its builder and its life cycle, its endpoints, and their TLS. Assembles the parts of the runtime.
 *
 * <p>May import {@code annotation}, {@code bytes}, {@code generated.dispatch}, {@code generated.scope}, {@code http},
 * {@code log} and {@code observe}, and these packages of {@code internal}: {@code accesslog}, {@code admin},
 * {@code flight}, {@code bytes}, {@code engine}, {@code form}, {@code forwarding}, {@code http1}, {@code log},
 * {@code memory}, {@code message}, {@code negotiate}, {@code netty}, {@code process}, {@code proxyprotocol},
 * {@code settings}, {@code syntax}, {@code text}, {@code tls}, {@code transport} and {@code watchdog}.
 */
@NullMarked
package dev.interlock.server;

import org.jspecify.annotations.NullMarked;
