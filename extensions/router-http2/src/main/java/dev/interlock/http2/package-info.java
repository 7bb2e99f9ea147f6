/**
 * HTTP/2 for the server: its settings. Imports {@code dev.interlock.server}, the settings and the engine of the
 * runtime, and the internal packages of this module.
 */
@NullMarked
package dev.interlock.http2;

import org.jspecify.annotations.NullMarked;
