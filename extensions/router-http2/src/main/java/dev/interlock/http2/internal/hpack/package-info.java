/**
 * Compression of header sections (RFC 7541), into and out of ranges of bytes. Imports only the package of errors.
 */
@NullMarked
package dev.interlock.http2.internal.hpack;

import org.jspecify.annotations.NullMarked;
