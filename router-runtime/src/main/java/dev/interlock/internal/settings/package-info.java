/**
 * Settings of a server: their declarations, sources, formats and checks, and their conversion to the engine's records.
 * Code that runs for each request reads these records.
 *
 * <p>Imports {@code internal.transport}, {@code internal.http1}, {@code internal.proxyprotocol}, {@code internal.tls},
 * {@code internal.accesslog}, {@code internal.engine}, {@code internal.form}, {@code internal.forwarding} and
 * {@code http}.
 */
@NullMarked
package dev.interlock.internal.settings;

import org.jspecify.annotations.NullMarked;
