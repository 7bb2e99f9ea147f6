/**
 * Sessions of HTTP/2: connections of the engine whose streams are served requests. The only package that knows all
 * others of HTTP/2.
 */
@NullMarked
package dev.interlock.http2.internal.session;

import org.jspecify.annotations.NullMarked;
